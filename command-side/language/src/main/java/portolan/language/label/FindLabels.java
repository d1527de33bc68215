package portolan.language.label;

import java.util.List;
import java.util.Optional;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// The labels of a project, or of the whole registry.
///
/// Criteria and order know `name`, `description`, `color`, `id`, `creation_time`, `update_time`.
///
/// @param project empty for the labels of the whole registry
public record FindLabels(
    Optional<ProjectId> project, Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<LabelDetails>> {}
