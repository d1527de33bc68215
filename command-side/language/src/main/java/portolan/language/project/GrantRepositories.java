package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.message.Command;

/// Give a user or group a role in some repositories of a project.
///
/// @param repositories see [portolan.language.access.Holding]
public record GrantRepositories(
    ProjectId project, Member member, String repositories, RoleChoice role)
    implements Command<RepositoryGrantId> {}
