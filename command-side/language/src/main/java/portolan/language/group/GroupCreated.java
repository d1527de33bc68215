package portolan.language.group;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A group became known.
@EventName("group-created")
public record GroupCreated(GroupId group, String name, GroupKind kind, String ldapDn)
    implements Event {}
