package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A role gives something else to all who have it.
@EventName("role-changed")
public record RoleChanged(CustomRoleId role, RoleSpec from, RoleSpec to) implements Event {}
