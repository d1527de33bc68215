package portolan.language.role;

import java.util.List;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// The roles that administrators made.
///
/// Criteria and order know `id` and `name`.
public record FindRoles(Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<RoleDetails>> {}
