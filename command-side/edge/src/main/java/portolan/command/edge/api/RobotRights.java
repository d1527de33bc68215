package portolan.command.edge.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.configuration.Setting;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.robot.FindRobot;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotId;
import reactor.core.publisher.Mono;

/// Who may do what with robots, and what robots are called: those of a project are its business,
/// those of the system level the system's.
public final class RobotRights {
  static final Permission CREATE = new Permission("robot", "create");
  static final Permission UPDATE = new Permission("robot", "update");
  static final Permission DELETE = new Permission("robot", "delete");

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

  /// A robot must not make one that may do more than itself.
  void requireNoWider(Caller caller, List<Grant> wanted) {
    if (caller.principal() instanceof Principal.Robot(var robot, _)
        && !wanted.stream().allMatch(grant -> within(grant, robot.grants()))) {
      throw new Refusal.Forbidden("a robot cannot make one with wider permissions").asException();
    }
  }

  /// The robot, when the caller may do this with it.
  Mono<RobotDetails> open(Caller caller, long id, Permission permission) {
    requireSignIn(caller);
    return queries
        .ask(new FindRobot(new RobotId(Ids.of(id))))
        .map(found -> found.orElseThrow(new Refusal.RobotUnknown(id)::asException))
        .flatMap(robot -> admitted(caller, robot, permission).thenReturn(robot));
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

  private static boolean within(Grant wanted, List<Grant> held) {
    return wanted.access().stream()
        .allMatch(permission ->
            held.stream()
                .filter(grant -> grant.kind().equals(wanted.kind()))
                .filter(grant ->
                    grant.namespace().equals("*") || grant.namespace().equals(wanted.namespace()))
                .anyMatch(grant -> grant.access().contains(permission)));
  }

  private String prefix() {
    return configurations.latest().text(Setting.ROBOT_NAME_PREFIX);
  }
}
