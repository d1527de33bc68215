package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A user or group got a role.
@EventName("member-added")
public record MemberAdded(ProjectId project, MembershipId membership, Member member, Role role)
    implements Event {}
