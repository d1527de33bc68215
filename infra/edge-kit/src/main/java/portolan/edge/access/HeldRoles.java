package portolan.edge.access;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Holding;
import portolan.language.access.Permission;
import portolan.language.oci.RepositoryName;

/// The roles that somebody has in a project, and what the custom ones among them give.
record HeldRoles(Set<Holding> roles, Map<CustomRoleId, Set<Permission>> custom) {
  private static final Permission SEE = new Permission("project", "read");

  /// Whether they give something in one repository, or in the whole project. Whoever has a role
  /// sees the project.
  ///
  /// @param repository null for the whole project
  boolean give(@Nullable RepositoryName repository, Permission permission) {
    return roles.stream()
        .anyMatch(role ->
            repository == null && permission.equals(SEE)
                || (role.whole()
                    ? gives(role, permission)
                    : repository != null
                        && role.covers(repository)
                        && givesOfRepositories(role, permission)));
  }

  /// In which repositories they give something.
  Reach reach(Permission permission) {
    return new Reach(
        false,
        roles.stream()
            .filter(role -> givesOfRepositories(role, permission))
            .flatMap(role -> Stream.ofNullable(role.repositories()))
            .sorted()
            .toList());
  }

  private boolean givesOfRepositories(Holding role, Permission permission) {
    return RoleTable.ofRepositories().contains(permission) && gives(role, permission);
  }

  private boolean gives(Holding role, Permission permission) {
    var own = role.role().custom();
    return own == null
        ? RoleTable.of(role.role().shown()).contains(permission)
        : RoleTable.composable().contains(permission)
            && custom.getOrDefault(own, Set.of()).contains(permission);
  }
}
