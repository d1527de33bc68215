package portolan.language.artifact;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.label.LabelId;
import portolan.language.oci.Digest;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A label was put on an artifact.
@EventName("artifact-labelled")
public record ArtifactLabelled(
    ArtifactId artifact, ProjectId project, RepositoryId repository, Digest digest, LabelId label)
    implements Event {}
