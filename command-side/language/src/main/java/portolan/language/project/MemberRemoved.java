package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A membership ended.
///
/// @param customRole the role that an administrator made, and `role` was shown for
@EventName("member-removed")
public record MemberRemoved(
    ProjectId project,
    MembershipId membership,
    Member member,
    Role role,
    @Nullable CustomRoleId customRole)
    implements Event {

  /// With a role of Harbor's.
  public MemberRemoved(ProjectId project, MembershipId membership, Member member, Role role) {
    this(project, membership, member, role, null);
  }
}
