package portolan.command.repository;

import portolan.language.repository.RepositoryRef;

/// Empties a repository that ends. Its project must be held alone.
public interface Clearance {

  /// Refuses when a rule protects one of the repository's tags.
  void requireClearable(RepositoryRef repository);

  /// Removes tags and artifacts.
  ///
  /// @param most how many to remove at most
  /// @return whether nothing is left
  boolean clear(RepositoryRef repository, int most);
}
