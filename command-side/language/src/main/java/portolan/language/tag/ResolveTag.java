package portolan.language.tag;

import java.util.Optional;
import portolan.language.message.HotQuery;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;

/// Where does a tag point?
public record ResolveTag(RepositoryId repository, TagName tag)
    implements HotQuery<Optional<Digest>> {}
