package portolan.language.project;

import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A member got another role.
@EventName("member-role-changed")
public record MemberRoleChanged(
    ProjectId project, MembershipId membership, Member member, Role from, Role to)
    implements Event {}
