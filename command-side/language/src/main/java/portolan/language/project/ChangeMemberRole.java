package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change the role of a membership. What a custom role is shown as is looked up.
public record ChangeMemberRole(ProjectId project, MembershipId membership, RoleChoice role)
    implements Command<Done> {}
