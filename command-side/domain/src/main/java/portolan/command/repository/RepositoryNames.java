package portolan.command.repository;

import java.util.Optional;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// The names of living repositories.
public interface RepositoryNames {

  Optional<RepositoryRef> find(RepositoryId repository);

  /// Takes a name; false when another push made the repository at the same moment.
  boolean reserve(RepositoryRef repository);

  /// Frees the name of a repository that ends.
  void release(RepositoryId repository);
}
