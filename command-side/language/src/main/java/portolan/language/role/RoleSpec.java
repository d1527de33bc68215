package portolan.language.role;

import java.util.Set;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// What a role is.
///
/// @param shownAs the role of Harbor's that its clients are shown; stays, and gives nothing
public record RoleSpec(
    String name, String description, Role shownAs, Set<Permission> permissions) {}
