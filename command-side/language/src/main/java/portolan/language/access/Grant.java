package portolan.language.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.project.ProjectId;

/// What a robot may do in one scope.
///
/// @param kind `project` or `system`
/// @param namespace a project's name, `*` for all projects, `/` for the system
/// @param project the one that is named, so that a later one of the same name is not meant; null
///   where none is named, and in history from before grants had it
public record Grant(
    String kind, String namespace, Set<Permission> access, @Nullable ProjectId project) {

  /// For the system, or for all projects.
  public Grant(String kind, String namespace, Set<Permission> access) {
    this(kind, namespace, access, null);
  }

  /// The same in the project that it names.
  public Grant in(ProjectId named) {
    return new Grant(kind, namespace, access, named);
  }
}
