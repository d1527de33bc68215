package portolan.query.edge.api.system;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.access.RoleTable;
import portolan.edge.access.SystemTable;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveProjectById;
import portolan.language.refusal.Refusal;
import portolan.language.user.AdministersAProject;
import reactor.core.publisher.Mono;

/// What the caller may do, and what a robot may be given.
@RestController
public class PermissionsEndpoint {
  private static final String PROJECT = "/project/";
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

  /// What the caller may do in a scope: `/project/7`, a project's name in place of its number, or
  /// `/system`. In any other scope, nothing.
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
    return project(scope)
        .flatMap(project ->
            project
                .map(found -> ofProject(caller, found, scope, relative))
                .orElseGet(() -> Mono.just(List.of())));
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

  private Mono<List<Line>> ofProject(
      Caller caller, ProjectRef project, String scope, boolean relative) {
    return access
        .all(caller.principal(), project)
        .map(all -> all.stream().map(it -> line(it, scope, relative)).toList());
  }

  private static Line line(Permission permission, String scope, boolean relative) {
    boolean itself = permission.resource().equals(ITSELF);
    if (relative) {
      return new Line(itself ? "." : permission.resource(), permission.action());
    }
    return new Line(itself ? scope : scope + "/" + permission.resource(), permission.action());
  }

  private Mono<Optional<ProjectRef>> project(String scope) {
    if (!scope.startsWith(PROJECT)) {
      return Mono.just(Optional.empty());
    }
    var project = scope.substring(PROJECT.length());
    if (project.matches("\\d{1,9}")) {
      return queries.ask(new ResolveProjectById(new ProjectId(Integer.parseInt(project))));
    }
    return ProjectName.isValid(project)
        ? queries.ask(new ResolveProject(new ProjectName(project)))
        : Mono.just(Optional.empty());
  }

  private static List<Line> lines(Collection<Permission> permissions) {
    return permissions.stream().map(it -> new Line(it.resource(), it.action())).toList();
  }
}
