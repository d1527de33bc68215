package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A role is gone.
@EventName("role-deleted")
public record RoleDeleted(CustomRoleId role, RoleSpec spec) implements Event {}
