package portolan.edge.oci;

import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.language.access.Permission;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import reactor.core.publisher.Mono;

/// What the registry asks of access control.
public interface Rights {

  /// Whether a caller may do something with one repository of a project.
  Mono<Boolean> may(
      Caller caller, ProjectRef project, RepositoryName repository, Permission permission);

  /// Whether a caller may do something with the whole system.
  boolean maySystem(Caller caller, Permission permission);

  /// The rights that access control gives.
  static Rights of(Access access) {
    return new Rights() {
      @Override
      public Mono<Boolean> may(
          Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
        return access.may(caller, project, repository, permission);
      }

      @Override
      public boolean maySystem(Caller caller, Permission permission) {
        return access.maySystem(caller, permission);
      }
    };
  }
}
