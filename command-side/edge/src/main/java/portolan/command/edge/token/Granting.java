package portolan.command.edge.token;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.token.RequestedScope;
import portolan.edge.token.TokenScope;
import portolan.language.access.Permission;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Decides what a token may name: of what was asked for, what the caller holds.
final class Granting {
  private static final List<Permission> ACTIONS = List.of(Access.DELETE, Access.PULL, Access.PUSH);

  private final Queries queries;
  private final Access access;

  Granting(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  /// One entry for each scope, in the order asked.
  Mono<List<TokenScope.Entry>> grant(Caller caller, List<RequestedScope> scopes) {
    return Flux.fromIterable(scopes)
        .concatMap(scope ->
            actions(caller, scope)
                .map(actions -> new TokenScope.Entry(scope.type(), scope.name(), actions)))
        .collectList();
  }

  private Mono<Set<String>> actions(Caller caller, RequestedScope scope) {
    return switch (scope.type()) {
      case "repository" -> onRepository(caller, scope);
      case "registry" -> Mono.just(onRegistry(caller, scope));
      default -> Mono.just(Set.of());
    };
  }

  private Mono<Set<String>> onRepository(Caller caller, RequestedScope scope) {
    RepositoryName name;
    try {
      name = RepositoryName.of(scope.name());
    } catch (IllegalArgumentException e) {
      return Mono.just(Set.of());
    }
    return queries
        .ask(new ResolveProject(name.project()))
        .flatMap(project ->
            project
                .map(found -> held(caller, found, name, scope))
                .orElseGet(() -> Mono.just(Set.of())));
  }

  private Mono<Set<String>> held(
      Caller caller, ProjectRef project, RepositoryName name, RequestedScope scope) {
    return Flux.fromIterable(ACTIONS)
        .filter(permission -> scope.asks(permission.action()))
        .filterWhen(permission -> access.may(caller, project, name, permission))
        .map(Permission::action)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<String> onRegistry(Caller caller, RequestedScope scope) {
    boolean all = scope.name().equals("catalog") && scope.asks("*");
    return all && access.maySystem(caller, Access.CATALOG) ? Set.of("*") : Set.of();
  }
}
