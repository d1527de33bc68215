package portolan.language.tag;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A tag is gone.
///
/// @param from what it last pointed at
/// @param occasion null when it was removed for its own sake
@EventName("tag-removed")
public record TagRemoved(
    TagId id,
    ProjectId project,
    RepositoryId repository,
    TagName tag,
    Digest from,
    @Nullable Occasion occasion)
    implements Event {}
