package portolan.language.audit;

import java.util.List;
import java.util.Optional;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;
import portolan.language.user.UserId;

/// What was done, newest first when no order is given.
///
/// Criteria and order know `operation`, `operation_result`, `resource`, `resource_type`,
/// `username`, `project_id`, `op_time`, `id`.
///
/// @param project only in this project
/// @param administeredBy only in projects where this person is project admin
/// @param whole also what is no audit record of its own, of a kind that is switched off, or only
///   sent elsewhere
public record FindOperations(
    Optional<ProjectId> project,
    Optional<UserId> administeredBy,
    Criteria criteria,
    List<SortKey> order,
    PageRequest page,
    boolean whole)
    implements Query<Page<AuditedOperation>> {}
