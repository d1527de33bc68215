package portolan.language.repository;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// A repository no longer holds an uploaded blob that nothing used.
@EventName("blob-released")
public record BlobReleased(ProjectId project, RepositoryName repository, Digest digest)
    implements Event {}
