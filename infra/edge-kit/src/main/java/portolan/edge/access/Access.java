package portolan.edge.access;

import portolan.edge.identity.Caller;
import portolan.language.access.Permission;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import reactor.core.publisher.Mono;

/// Decides what a caller may do.
///
/// A system administrator may do everything; a user what their roles allow; everybody what the
/// table gives to anyone in a public project; a robot exactly its grants. A token narrows each of
/// these to what it names.
public final class Access {
  public static final Permission PULL = new Permission("repository", "pull");
  public static final Permission PUSH = new Permission("repository", "push");
  public static final Permission DELETE = new Permission("repository", "delete");

  /// Whether the caller may do something in a project. A caller with a token may where the token
  /// names the action for some repository of the project: where a repository is at hand, ask with
  /// it.
  public Mono<Boolean> may(Caller caller, ProjectRef project, Permission permission) {
    throw new UnsupportedOperationException("comes next");
  }

  /// Whether the caller may do something with one repository: what `/v2` asks, with [#PULL],
  /// [#PUSH] or [#DELETE].
  public Mono<Boolean> may(
      Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
    throw new UnsupportedOperationException("comes next");
  }

  /// Whether the caller may do something with the system as a whole.
  public boolean maySystem(Caller caller, Permission permission) {
    throw new UnsupportedOperationException("comes next");
  }
}
