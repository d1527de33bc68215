package portolan.language.tag;

import java.util.List;
import portolan.language.message.Query;
import portolan.language.repository.RepositoryId;

/// The names of a repository's tags, in byte order.
///
/// @param after only names after this one, which need not exist; empty for the beginning
/// @param limit at most so many names
public record FindTagNames(RepositoryId repository, String after, int limit)
    implements Query<List<String>> {}
