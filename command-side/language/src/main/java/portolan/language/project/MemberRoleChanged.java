package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A member got another role.
///
/// @param fromCustom the role that an administrator made, and `from` was shown for
/// @param toCustom the same of `to`
@EventName("member-role-changed")
public record MemberRoleChanged(
    ProjectId project,
    MembershipId membership,
    Member member,
    Role from,
    Role to,
    @Nullable CustomRoleId fromCustom,
    @Nullable CustomRoleId toCustom)
    implements Event {

  /// From one role of Harbor's to another.
  public MemberRoleChanged(
      ProjectId project, MembershipId membership, Member member, Role from, Role to) {
    this(project, membership, member, from, to, null, null);
  }
}
