package portolan.language.project;

import portolan.language.access.RoleChoice;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change the role of a grant.
public record ChangeRepositoryGrant(ProjectId project, RepositoryGrantId grant, RoleChoice role)
    implements Command<Done> {}
