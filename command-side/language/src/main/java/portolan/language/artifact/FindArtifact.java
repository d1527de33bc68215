package portolan.language.artifact;

import java.util.Optional;
import portolan.language.message.Query;
import portolan.language.oci.Reference;
import portolan.language.repository.RepositoryId;

/// All there is to say of one artifact.
public record FindArtifact(RepositoryId repository, Reference reference)
    implements Query<Optional<ArtifactDetails>> {}
