package portolan.command.edge.api;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.edge.access.Access;
import portolan.edge.access.RobotGrants;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.configuration.Setting;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import portolan.language.robot.FindRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Who may do what with robots, and what robots are called: those of a project are its business,
/// those of the system level the system's.
public final class RobotRights {
  static final Permission CREATE = new Permission("robot", "create");
  static final Permission UPDATE = new Permission("robot", "update");
  static final Permission DELETE = new Permission("robot", "delete");

  private static final Refusal WIDER =
      new Refusal.Forbidden("a robot cannot make one with wider permissions");

  private final Queries queries;
  private final Projects projects;
  private final Access access;
  private final Configurations configurations;

  public RobotRights(
      Queries queries, Projects projects, Access access, Configurations configurations) {
    this.queries = queries;
    this.projects = projects;
    this.access = access;
    this.configurations = configurations;
  }

  void requireSignIn(Caller caller) {
    if (caller.anonymous()) {
      throw Access.refusal(caller).asException();
    }
  }

  /// Where a new robot will belong, when the caller may make one there; empty for the system level.
  Mono<Optional<ProjectRef>> home(Caller caller, RobotForm form) {
    if (form.ofProject()) {
      return projects.open(caller, form.namespace(), CREATE).map(Optional::of);
    }
    access.requireSystem(caller, CREATE);
    return Mono.just(Optional.empty());
  }

  /// The same robot, its grants bound to the projects that they name.
  Mono<RobotSpec> bound(Caller caller, RobotSpec spec) {
    return Flux.fromIterable(spec.grants())
        .concatMap(grant -> bound(caller, grant))
        .collectList()
        .map(spec::with);
  }

  private Mono<Grant> bound(Caller caller, Grant grant) {
    if (!ProjectName.isValid(grant.namespace())) {
      return Mono.just(grant);
    }
    return find(grant.namespace())
        .map(found -> found.orElseThrow(() -> absent(caller, grant.namespace()).asException()))
        .map(project -> grant.in(project.id()));
  }

  /// Fails for an administrator when there is no such project. Others are not told.
  Mono<Void> requireProject(Caller caller, String name) {
    return caller.administrator()
        ? find(name)
            .filter(Optional::isPresent)
            .switchIfEmpty(Mono.error(new Refusal.ProjectUnknown(name).asException()))
            .then()
        : Mono.empty();
  }

  private Mono<Optional<ProjectRef>> find(String project) {
    return ProjectName.isValid(project)
        ? queries.ask(new ResolveProject(new ProjectName(project)))
        : Mono.just(Optional.empty());
  }

  private static Refusal absent(Caller caller, String project) {
    return caller.administrator() ? new Refusal.ProjectUnknown(project) : WIDER;
  }

  /// A robot must not make one that may do more than itself.
  void requireNoWider(Caller caller, List<Grant> wanted, boolean ofProject) {
    if (caller.principal() instanceof Principal.Robot(var robot, _)
        && !wanted.stream().allMatch(grant -> within(grant, given(grant, ofProject), robot))) {
      throw WIDER.asException();
    }
  }

  /// The robot, when the caller may do this with it.
  Mono<RobotDetails> open(Caller caller, long id, Permission permission) {
    requireSignIn(caller);
    return find(new RobotId(Ids.of(id)))
        .map(found -> found.orElseThrow(new Refusal.RobotUnknown(id)::asException))
        .flatMap(robot -> admitted(caller, robot, permission).thenReturn(robot));
  }

  Mono<Optional<RobotDetails>> find(RobotId id) {
    return queries.ask(new FindRobot(id));
  }

  /// How a robot of this name signs in.
  String fullName(Optional<ProjectRef> home, @Nullable String name) {
    return prefix() + home.map(project -> project.name() + "+").orElse("") + name;
  }

  String fullName(RobotDetails robot) {
    return prefix() + robot.name();
  }

  private Mono<?> admitted(Caller caller, RobotDetails robot, Permission permission) {
    var project = robot.project();
    if (project != null) {
      return projects.open(caller, project.value(), permission);
    }
    access.requireSystem(caller, permission);
    return Mono.just(robot);
  }

  private static boolean within(Grant wanted, Set<Permission> access, RobotAccount maker) {
    return access.stream()
        .allMatch(permission ->
            maker.grants().stream()
                .filter(held -> covers(held, wanted))
                .anyMatch(held -> RobotGrants.gives(held, permission, maker.project() != null)));
  }

  private static Set<Permission> given(Grant grant, boolean ofProject) {
    var access = new HashSet<>(grant.access());
    if (RobotGrants.gives(grant, Access.PULL, ofProject)) {
      access.add(Access.PULL);
    }
    return access;
  }

  private static boolean covers(Grant held, Grant wanted) {
    return held.kind().equals(wanted.kind())
        && (held.namespace().equals("*")
            || held.namespace().equals(wanted.namespace())
                && Objects.equals(held.project(), wanted.project()));
  }

  private String prefix() {
    return configurations.latest().text(Setting.ROBOT_NAME_PREFIX);
  }
}
