package portolan.language.tag;

import java.util.List;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// The tags of one artifact. Criteria and order know `name`, `id`, `push_time`.
public record FindTags(
    RepositoryId repository,
    Digest artifact,
    Criteria criteria,
    List<SortKey> order,
    PageRequest page)
    implements Query<Page<TagDetails>> {}
