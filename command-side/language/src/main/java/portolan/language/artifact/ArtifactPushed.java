package portolan.language.artifact;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// An artifact came into a repository that did not have it, perhaps under a tag.
@EventName("artifact-pushed")
public record ArtifactPushed(
    ArtifactId artifact,
    ProjectId project,
    RepositoryId repository,
    RepositoryName name,
    Manifest manifest,
    @Nullable TagName tag)
    implements Event {}
