package portolan.language.role;

import portolan.language.access.CustomRoleId;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change what a role gives. Its name, and what it is shown as, stay.
public record ChangeRole(CustomRoleId role, RoleChange change) implements Command<Done> {}
