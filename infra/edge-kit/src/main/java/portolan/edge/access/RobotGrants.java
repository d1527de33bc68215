package portolan.edge.access;

import java.util.Set;
import java.util.stream.Collectors;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.project.ProjectRef;
import portolan.language.robot.RobotAccount;

/// What a robot may do: what it was given, as far as that may be given at all. A robot of a project
/// has no say in any other project. Names do not count: a project may get that of another which is
/// gone.
public final class RobotGrants {
  private static final String EVERY_PROJECT = "*";

  private RobotGrants() {}

  static boolean inProject(RobotAccount robot, ProjectRef project, Permission permission) {
    var own = robot.project();
    if (own != null && !own.equals(project.id()) || !RoleTable.grantable().contains(permission)) {
      return false;
    }
    boolean projectLevel = own != null;
    return robot.grants().stream()
        .filter(grant -> covers(grant, project, projectLevel))
        .anyMatch(grant -> gives(grant, permission, projectLevel));
  }

  static Set<Permission> system(RobotAccount robot) {
    if (robot.project() != null) {
      return Set.of();
    }
    return robot.grants().stream()
        .filter(grant -> grant.kind().equals("system"))
        .flatMap(grant -> grant.access().stream())
        .filter(SystemTable.grantable()::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean covers(Grant grant, ProjectRef project, boolean projectLevel) {
    return grant.kind().equals("project")
        && (projectLevel
            || project.id().equals(grant.project())
            || grant.namespace().equals(EVERY_PROJECT));
  }

  /// Whether a grant gives a permission. A robot of a project may pull where it may push.
  public static boolean gives(Grant grant, Permission permission, boolean projectLevel) {
    return grant.access().contains(permission)
        || projectLevel && permission.equals(Access.PULL) && grant.access().contains(Access.PUSH);
  }
}
