package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A role was made.
@EventName("role-created")
public record RoleCreated(CustomRoleId role, RoleSpec spec) implements Event {}
