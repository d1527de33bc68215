package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.message.Command;

/// Give a user or group a role in a project. What a custom role is shown as is looked up.
public record AddMember(ProjectId project, Member member, RoleChoice role)
    implements Command<MembershipId> {

  /// A role of Harbor's.
  public AddMember(ProjectId project, Member member, Role role) {
    this(project, member, RoleChoice.of(role));
  }
}
