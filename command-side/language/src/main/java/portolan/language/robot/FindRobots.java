package portolan.language.robot;

import java.util.List;
import java.util.Optional;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// The robots of a project, or those of the system level.
///
/// Criteria and order know `name` (prefix left out: `name` or `project+name`), `id`, `description`,
/// `disable`, `expires_at`, `creation_time`, `update_time`.
public record FindRobots(
    Optional<ProjectId> project, Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<RobotDetails>> {}
