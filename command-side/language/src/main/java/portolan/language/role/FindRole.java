package portolan.language.role;

import java.util.Optional;
import portolan.language.access.CustomRoleId;
import portolan.language.message.Query;

/// The role with this number.
public record FindRole(CustomRoleId role) implements Query<Optional<RoleDetails>> {}
