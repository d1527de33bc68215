package portolan.language.artifact;

import java.util.Optional;
import portolan.language.message.HotQuery;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// Does a repository have an artifact of this digest?
public record FindManifest(RepositoryId repository, Digest digest)
    implements HotQuery<Optional<ManifestRef>> {}
