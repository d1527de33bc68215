package portolan.language.project;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// End a membership.
public record RemoveMember(ProjectId project, MembershipId membership) implements Command<Done> {}
