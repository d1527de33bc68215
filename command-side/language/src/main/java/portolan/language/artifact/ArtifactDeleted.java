package portolan.language.artifact;

import java.util.List;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// An artifact is gone from a repository; its tags went before it.
///
/// @param blobs what it kept alive there, its manifest included
@EventName("artifact-deleted")
public record ArtifactDeleted(
    ArtifactId artifact,
    ProjectId project,
    RepositoryId repository,
    RepositoryName name,
    Digest digest,
    List<Digest> blobs)
    implements Event {}
