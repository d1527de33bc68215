package portolan.language.quota;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A project's limit was set; `from` is null the first time. Bytes, -1 for no limit.
@EventName("storage-limit-set")
public record StorageLimitSet(ProjectId project, @Nullable Long from, long to) implements Event {}
