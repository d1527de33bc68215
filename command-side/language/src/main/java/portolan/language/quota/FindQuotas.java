package portolan.language.quota;

import java.util.List;
import java.util.Optional;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// The quotas of projects.
///
/// @param project only this one
/// @param order by `hard.storage`, `used.storage`, `creation_time` or `update_time`
public record FindQuotas(Optional<ProjectId> project, List<SortKey> order, PageRequest page)
    implements Query<Page<QuotaDetails>> {}
