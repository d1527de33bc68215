package portolan.language.project;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// End a grant.
public record WithdrawRepositoryGrant(ProjectId project, RepositoryGrantId grant)
    implements Command<Done> {}
