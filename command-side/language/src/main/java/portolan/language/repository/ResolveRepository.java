package portolan.language.repository;

import java.util.Optional;
import portolan.language.message.HotQuery;
import portolan.language.oci.RepositoryName;

/// Which living repository has this name?
public record ResolveRepository(RepositoryName name) implements HotQuery<Optional<RepositoryRef>> {}
