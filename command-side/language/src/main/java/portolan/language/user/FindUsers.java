package portolan.language.user;

import java.util.List;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;

/// Open accounts. Criteria and order know `username`, `email`, `realname`, `user_id`,
/// `sysadmin_flag`, `creation_time`, `update_time`.
public record FindUsers(Criteria criteria, List<SortKey> order, PageRequest page)
    implements Query<Page<UserDetails>> {}
