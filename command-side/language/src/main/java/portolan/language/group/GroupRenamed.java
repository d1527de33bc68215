package portolan.language.group;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A group is called something else.
@EventName("group-renamed")
public record GroupRenamed(GroupId group, String from, String to) implements Event {}
