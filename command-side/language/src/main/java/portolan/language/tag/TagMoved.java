package portolan.language.tag;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A tag points at another artifact than before.
///
/// @param from null when the tag is new
/// @param occasion null when it was set for its own sake
@EventName("tag-moved")
public record TagMoved(
    TagId id,
    ProjectId project,
    RepositoryId repository,
    TagName tag,
    @Nullable Digest from,
    Digest to,
    @Nullable Occasion occasion)
    implements Event {}
