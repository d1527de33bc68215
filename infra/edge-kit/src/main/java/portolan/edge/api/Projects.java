package portolan.edge.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
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
    return Boolean.parseBoolean(exchange.getRequest().getHeaders().getFirst(IS_NAME));
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
  public Mono<ProjectRef> open(Caller caller, ProjectId project, Permission permission) {
    return queries
        .ask(new ResolveProjectById(project))
        .flatMap(found -> admitted(caller, found, project.toString(), permission));
  }

  private Mono<ProjectRef> admitted(
      Caller caller, Optional<ProjectRef> found, String text, Permission permission) {
    return found
        .map(project -> access.require(caller, project, permission).thenReturn(project))
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
