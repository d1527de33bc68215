package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A grant ended.
@EventName("repository-grant-withdrawn")
public record RepositoryGrantWithdrawn(
    ProjectId project, RepositoryGrantId grant, Member member, String repositories, RoleChoice role)
    implements Event {}
