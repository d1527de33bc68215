package portolan.language.access;

import org.jspecify.annotations.Nullable;
import portolan.language.oci.RepositoryName;
import portolan.language.pattern.Doublestar;

/// A role that somebody has in a project.
///
/// @param repositories a pattern ([Doublestar]) over the names of its repositories, project left
///   out; null when it is held in the whole project
public record Holding(RoleChoice role, @Nullable String repositories) {
  public static Holding of(Role role) {
    return new Holding(RoleChoice.of(role), null);
  }

  /// Whether it is held in the whole project.
  public boolean whole() {
    return repositories == null;
  }

  /// Whether it is held in this repository of the project.
  public boolean covers(RepositoryName repository) {
    if (repositories == null) {
      return true;
    }
    try {
      return Doublestar.of(repositories).matches(repository.path());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
