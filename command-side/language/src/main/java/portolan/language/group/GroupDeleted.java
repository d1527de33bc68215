package portolan.language.group;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A group was forgotten; it gives nobody a role any more.
@EventName("group-deleted")
public record GroupDeleted(GroupId group, String name) implements Event {}
