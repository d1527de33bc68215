package portolan.language.artifact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// An artifact that was already there was pushed once more, perhaps under a tag, and from now on
/// keeps blobs that were not here before: foreign layers that came later.
///
/// @param blobs those that came
@EventName("artifact-completed")
public record ArtifactCompleted(
    ArtifactId artifact,
    ProjectId project,
    RepositoryId repository,
    Digest digest,
    @Nullable TagName tag,
    List<Blob> blobs)
    implements Event {}
