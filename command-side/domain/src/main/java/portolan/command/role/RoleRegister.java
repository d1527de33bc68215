package portolan.command.role;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.project.ProjectId;
import portolan.language.role.RoleSpec;

/// The roles that administrators made, as decisions look them up, and who has them.
public interface RoleRegister {

  /// Where a role is held.
  enum Seat {
    MEMBERSHIP,
    GRANT
  }

  /// Keeps a new role; false when one has its name.
  boolean reserve(CustomRoleId role, RoleSpec spec);

  /// Lets others hold it too, and nobody delete it: what it is shown as; empty when there is none.
  Optional<Role> hold(CustomRoleId role);

  /// Forgets a role that nobody has; false when somebody does.
  boolean release(CustomRoleId role);

  /// What is held in a seat from now on.
  ///
  /// @param custom null for a role of Harbor's
  void seat(ProjectId project, Seat seat, int number, @Nullable CustomRoleId custom);

  /// Empties all seats of a project.
  void clear(ProjectId project);
}
