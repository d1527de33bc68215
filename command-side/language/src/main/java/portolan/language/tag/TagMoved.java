package portolan.language.tag;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// A tag points at another artifact than before; `from` is null when it is new.
@EventName("tag-moved")
public record TagMoved(
    TagId id,
    ProjectId project,
    RepositoryId repository,
    TagName tag,
    @Nullable Digest from,
    Digest to)
    implements Event {}
