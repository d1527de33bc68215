package portolan.language.artifact;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.label.LabelId;
import portolan.language.oci.Digest;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A label was taken off an artifact.
@EventName("artifact-unlabelled")
public record ArtifactUnlabelled(
    ArtifactId artifact, ProjectId project, RepositoryId repository, Digest digest, LabelId label)
    implements Event {}
