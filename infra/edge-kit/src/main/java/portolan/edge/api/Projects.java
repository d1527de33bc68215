package portolan.edge.api;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.access.Reach;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Finds the project of a path and asks at once whether the caller may do there what they came for.
///
/// Whether a project exists is told only to those who may know: to all others a project that is not
/// there looks like one that they may not touch.
public final class Projects {
  /// With the value `true`, digits in the path are a name and not a number.
  public static final String IS_NAME = "X-Is-Resource-Name";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Queries queries;
  private final Access access;

  public Projects(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  /// Whether a request says that what its path has for a project is a name.
  public static boolean isName(ServerWebExchange exchange) {
    return Flags.inHeader(IS_NAME, exchange.getRequest().getHeaders().getFirst(IS_NAME));
  }

  /// The project named by a path, when the caller has the permission in it.
  ///
  /// @param nameOrId a number is looked up as one, unless `isName`
  public Mono<ProjectRef> open(
      Caller caller, String nameOrId, boolean isName, Permission permission) {
    return find(nameOrId, isName).flatMap(found -> admitted(caller, found, nameOrId, permission));
  }

  /// The same for a path that takes names only.
  public Mono<ProjectRef> open(Caller caller, String name, Permission permission) {
    return open(caller, name, true, permission);
  }

  /// The same for a project known by number.
  public Mono<ProjectRef> open(Caller caller, long project, Permission permission) {
    return queries
        .ask(new ResolveProjectById(new ProjectId(Ids.of(project))))
        .flatMap(found -> admitted(caller, found, Long.toString(project), permission));
  }

  /// The project of a repository, when the caller may do this with the repository.
  ///
  /// @param path the repository's name without the project; a slash in it may still be encoded once
  public Mono<ProjectRef> openRepository(
      Caller caller, String name, String path, Permission permission) {
    return find(name, true)
        .flatMap(found ->
            RepositoryPaths.name(name, path)
                .map(repository ->
                    admitted(
                        caller,
                        found,
                        name,
                        project -> access.require(caller, project, repository, permission)))
                .orElseGet(() -> admitted(caller, found, name, permission)));
  }

  /// The project, and which of its repositories the caller may do this with.
  public Mono<Reached> reach(Caller caller, String name, Permission permission) {
    return find(name, true)
        .flatMap(found ->
            found
                .map(project ->
                    access
                        .reach(caller, project, permission)
                        .map(reach -> reached(caller, project, reach)))
                .orElseGet(() -> Mono.error(absent(caller, name).asException())));
  }

  /// A project, and which of its repositories something may be done with.
  public record Reached(ProjectRef project, Reach repositories) {}

  private static Reached reached(Caller caller, ProjectRef project, Reach reach) {
    if (reach.none()) {
      throw Access.refusal(caller).asException();
    }
    return new Reached(project, reach);
  }

  private Mono<ProjectRef> admitted(
      Caller caller, Optional<ProjectRef> found, String text, Permission permission) {
    return admitted(caller, found, text, project -> access.require(caller, project, permission));
  }

  private static Mono<ProjectRef> admitted(
      Caller caller,
      Optional<ProjectRef> found,
      String text,
      Function<ProjectRef, Mono<Void>> required) {
    return found
        .map(project -> required.apply(project).thenReturn(project))
        .orElseGet(() -> Mono.error(absent(caller, text).asException()));
  }

  private static Refusal absent(Caller caller, String text) {
    return caller.administrator() ? new Refusal.ProjectUnknown(text) : Access.refusal(caller);
  }

  private Mono<Optional<ProjectRef>> find(String nameOrId, boolean isName) {
    if (!isName && NUMBER.matcher(nameOrId).matches()) {
      return queries.ask(new ResolveProjectById(new ProjectId(Integer.parseInt(nameOrId))));
    }
    return ProjectName.isValid(nameOrId)
        ? queries.ask(new ResolveProject(new ProjectName(nameOrId)))
        : Mono.just(Optional.empty());
  }
}
