package portolan.command.repository;

import java.util.Optional;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;

/// The names of living repositories.
public interface RepositoryNames {

  Optional<RepositoryRef> find(RepositoryId repository);

  /// Takes a name; false when another push made the repository at the same moment.
  boolean reserve(RepositoryRef repository);

  /// Frees the name of a repository that is gone for everybody, though something is left of it.
  void close(RepositoryId repository);

  /// A repository that was closed and is not empty yet.
  Optional<RepositoryRef> findClosed(RepositoryId repository);

  /// Forgets a repository that has ended, and frees its name.
  void release(RepositoryId repository);
}
