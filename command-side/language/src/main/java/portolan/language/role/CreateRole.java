package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.message.Command;

/// Make a role.
public record CreateRole(RoleSpec spec) implements Command<CustomRoleId> {}
