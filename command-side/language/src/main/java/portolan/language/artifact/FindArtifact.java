package portolan.language.artifact;

import java.util.Optional;
import portolan.language.message.Query;
import portolan.language.oci.Reference;
import portolan.language.repository.RepositoryId;

/// All there is to say of one artifact.
///
/// @param withTags whether its tags are wanted, of which there may be many
public record FindArtifact(RepositoryId repository, Reference reference, boolean withTags)
    implements Query<Optional<ArtifactDetails>> {

  public FindArtifact(RepositoryId repository, Reference reference) {
    this(repository, reference, true);
  }
}
