package portolan.language.project;

import java.util.List;
import portolan.language.access.Sight;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// The projects that somebody sees.
///
/// Criteria and order know `name`, `project_id`, `owner_id`, `owner` (a name), `public`,
/// `creation_time`, `update_time`.
public record FindProjects(Sight sight, Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<ProjectDetails>> {}
