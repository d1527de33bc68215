package portolan.language.artifact;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// An artifact that was already there was pushed once more, perhaps under a tag.
@EventName("artifact-pushed-again")
public record ArtifactPushedAgain(
    ArtifactId artifact,
    ProjectId project,
    RepositoryId repository,
    Digest digest,
    @Nullable TagName tag)
    implements Event {}
