package portolan.language.trust;

import java.util.List;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// The rules of a project, oldest first.
///
/// Criteria and order know `id`, `name`, `issuer` and `disabled`.
public record FindTrustRules(
    ProjectId project, Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<TrustRuleDetails>> {}
