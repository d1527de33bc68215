package portolan.language.project;

import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// The grants of a project, oldest first.
public record FindRepositoryGrants(ProjectId project, PageRequest page)
    implements Query<Page<RepositoryGrantDetails>> {}
