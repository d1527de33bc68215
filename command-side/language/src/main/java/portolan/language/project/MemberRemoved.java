package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A membership ended.
@EventName("member-removed")
public record MemberRemoved(ProjectId project, MembershipId membership, Member member, Role role)
    implements Event {}
