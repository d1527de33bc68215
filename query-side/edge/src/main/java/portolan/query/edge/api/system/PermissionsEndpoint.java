package portolan.query.edge.api.system;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.access.RoleTable;
import portolan.edge.access.SystemTable;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.project.ProjectId;
import portolan.language.project.ResolveProjectById;
import portolan.language.refusal.Refusal;
import portolan.language.user.AdministersAProject;
import reactor.core.publisher.Mono;

/// What the caller may do, and what a robot may be given.
@RestController
public class PermissionsEndpoint {
  private static final Pattern PROJECT =
      Pattern.compile("/project/([+-]?[0-9]{1,18})(?:/.*)?", Pattern.DOTALL);
  private static final String SYSTEM = "/system";
  private static final String ITSELF = "project";

  private final Queries queries;
  private final Access access;

  public PermissionsEndpoint(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  /// A permission as the API writes it.
  public record Line(String resource, String action) {}

  /// What robots may be given, by level.
  public record Grantable(@Nullable List<Line> system, List<Line> project) {}

  /// What the caller may do in a scope: `/system`, or `/project/7` and whatever begins so, which
  /// all mean the whole project. In any other scope, nothing.
  ///
  /// @param relative whether resources are named from the scope on, and those outside of it left
  ///   out
  @GetMapping("/api/v2.0/users/current/permissions")
  public Mono<List<Line>> permissions(
      Caller caller,
      @RequestParam(name = "scope", defaultValue = "") String scope,
      @RequestParam(name = "relative", defaultValue = "false") boolean relative) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    if (scope.equals(SYSTEM)) {
      return Mono.just(ofSystem(caller, relative));
    }
    var project = PROJECT.matcher(scope);
    if (!project.matches()) {
      return Mono.just(List.of());
    }
    long number = Long.parseLong(project.group(1));
    return inProject(caller, number)
        .map(all -> all.stream().map(it -> line(it, number)).toList())
        .map(lines -> relative ? from(scope, lines) : lines);
  }

  /// Everything that robots may be given, for those who may make one.
  @GetMapping("/api/v2.0/permissions")
  public Mono<Grantable> grantable(Caller caller) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    var project = lines(RoleTable.grantable());
    if (caller.administrator()) {
      return Mono.just(new Grantable(lines(SystemTable.grantable()), project));
    }
    return administers(caller)
        .flatMap(does ->
            does
                ? Mono.just(new Grantable(List.of(), project))
                : Mono.error(new Refusal.Forbidden("").asException()));
  }

  private Mono<Boolean> administers(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? queries.ask(new AdministersAProject(user.id()))
        : Mono.just(false);
  }

  private List<Line> ofSystem(Caller caller, boolean relative) {
    return SystemTable.all().stream()
        .filter(permission -> access.maySystem(caller, permission))
        .map(permission ->
            new Line(
                relative ? permission.resource() : SYSTEM + "/" + permission.resource(),
                permission.action()))
        .toList();
  }

  /// An administrator may do everything in any project, be it there or not.
  private Mono<Set<Permission>> inProject(Caller caller, long number) {
    return caller.administrator()
        ? Mono.just(RoleTable.all())
        : queries
            .ask(new ResolveProjectById(new ProjectId(Ids.of(number))))
            .flatMap(found ->
                found
                    .map(project -> access.all(caller.principal(), project))
                    .orElseGet(() -> Mono.just(Set.of())));
  }

  private static Line line(Permission permission, long project) {
    var itself = "/project/" + project;
    return new Line(
        permission.resource().equals(ITSELF) ? itself : itself + "/" + permission.resource(),
        permission.action());
  }

  private static List<Line> from(String scope, List<Line> lines) {
    return lines.stream()
        .filter(line -> line.resource().startsWith(scope))
        .map(line -> new Line(below(scope, line.resource()), line.action()))
        .toList();
  }

  private static String below(String scope, String resource) {
    var rest = resource.substring(scope.length());
    var name = rest.startsWith("/") ? rest.substring(1) : rest;
    return name.isEmpty() ? "." : name;
  }

  private static List<Line> lines(Collection<Permission> permissions) {
    return permissions.stream().map(it -> new Line(it.resource(), it.action())).toList();
  }
}
