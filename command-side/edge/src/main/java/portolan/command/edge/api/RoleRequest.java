package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import portolan.edge.api.Ids;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.refusal.Refusal;

/// The role that somebody is to have.
///
/// @param roleId one of Harbor's
/// @param customRoleId one that an administrator made; counts before the other
record RoleRequest(@Nullable Long roleId, @Nullable Long customRoleId) {

  RoleChoice choice() {
    if (customRoleId != null) {
      return new RoleChoice(
          Role.LIMITED_GUEST, new CustomRoleId(Ids.of(customRoleId, Refusal.RoleUnknown::new)));
    }
    return Role.of(Ids.of(roleId))
        .map(RoleChoice::of)
        .orElseThrow(() -> Complaints.badValue("role_id", "must be one of 1, 2, 3, 4, 5"));
  }
}
