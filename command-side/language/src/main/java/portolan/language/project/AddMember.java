package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.message.Command;

/// Give a user or group a role in a project.
public record AddMember(ProjectId project, Member member, Role role)
    implements Command<MembershipId> {}
