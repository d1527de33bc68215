package portolan.language.project;

import java.util.Optional;
import portolan.language.message.Query;

/// One grant of a project.
public record FindRepositoryGrant(ProjectId project, RepositoryGrantId grant)
    implements Query<Optional<RepositoryGrantDetails>> {}
