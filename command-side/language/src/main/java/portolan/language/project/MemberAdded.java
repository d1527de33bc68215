package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A user or group got a role.
///
/// @param customRole the role that an administrator made, and `role` is shown for; null when it is
///   `role` itself
@EventName("member-added")
public record MemberAdded(
    ProjectId project,
    MembershipId membership,
    Member member,
    Role role,
    @Nullable CustomRoleId customRole)
    implements Event {

  /// With a role of Harbor's.
  public MemberAdded(ProjectId project, MembershipId membership, Member member, Role role) {
    this(project, membership, member, role, null);
  }
}
