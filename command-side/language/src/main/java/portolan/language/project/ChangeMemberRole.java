package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change the role of a membership.
public record ChangeMemberRole(ProjectId project, MembershipId membership, Role role)
    implements Command<Done> {}
