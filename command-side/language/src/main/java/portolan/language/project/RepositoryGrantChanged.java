package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A grant gives another role.
@EventName("repository-grant-changed")
public record RepositoryGrantChanged(
    ProjectId project,
    RepositoryGrantId grant,
    Member member,
    String repositories,
    RoleChoice from,
    RoleChoice to)
    implements Event {}
