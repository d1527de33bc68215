package portolan.command.repository;

import portolan.language.repository.RepositoryRef;

/// Empties a repository before it ends.
public interface Clearance {

  /// Removes all tags and artifacts. The repository's project must be held alone.
  void clear(RepositoryRef repository);
}
