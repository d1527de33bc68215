package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Delete a role that nobody has.
public record DeleteRole(CustomRoleId role) implements Command<Done> {}
