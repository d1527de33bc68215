package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A user or group got a role in some repositories of a project.
@EventName("repositories-granted")
public record RepositoriesGranted(
    ProjectId project, RepositoryGrantId grant, Member member, String repositories, RoleChoice role)
    implements Event {}
