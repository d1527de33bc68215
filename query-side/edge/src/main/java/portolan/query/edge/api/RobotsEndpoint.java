package portolan.query.edge.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.ActorKind;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.configuration.Setting;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.robot.FindRobot;
import portolan.language.robot.FindRobots;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotId;
import reactor.core.publisher.Mono;

/// Shows robots: those of the system level, or those of one project. Never a secret.
@RestController
@RequestMapping(Lists.ROOT + "/robots")
public final class RobotsEndpoint {
  private static final Permission LIST = new Permission("robot", "list");
  private static final Permission READ = new Permission("robot", "read");
  private static final Permission LOG = new Permission("log", "list");
  private static final Permission SYSTEM_LOG = new Permission("audit-log", "list");
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "level", "description")
          .and(FilterKeys.Kind.NUMBER, "project_id", "id", "expires_at", "duration")
          .and(FilterKeys.Kind.FLAG, "disable", "disabled", "visible")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Projects projects;
  private final Access access;
  private final Configurations configurations;

  public RobotsEndpoint(
      Queries queries, Projects projects, Access access, Configurations configurations) {
    this.queries = queries;
    this.projects = projects;
    this.access = access;
    this.configurations = configurations;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller, PageRequest page, ServerWebExchange exchange) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    var parameters = exchange.getRequest().getQueryParams();
    var criteria = Paging.criteria(parameters, KEYS);
    return home(caller, criteria)
        .flatMap(project ->
            mayKnowAddresses(caller, project)
                .flatMap(addresses ->
                    Lists.write(
                        queries.ask(
                            new FindRobots(
                                project.map(ProjectRef::id),
                                criteria,
                                Paging.sort(parameters, KEYS),
                                page)),
                        page,
                        exchange,
                        robot -> json(robot, addresses))));
  }

  @GetMapping("/{robot_id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("robot_id") long robot) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    return queries
        .ask(new FindRobot(new RobotId(Ids.of(robot))))
        .map(found -> found.orElseThrow(new Refusal.RobotUnknown(robot)::asException))
        .flatMap(found ->
            admitted(caller, found)
                .flatMap(project -> mayKnowAddresses(caller, project))
                .map(addresses -> json(found, addresses).map()));
  }

  /// The project whose robots are asked for; empty for the system level.
  private Mono<Optional<ProjectRef>> home(Caller caller, Criteria criteria) {
    var level = criteria.exact("level").orElse("system");
    if (!level.equals("project")) {
      access.requireSystem(caller, LIST);
      requireKnown(level);
      return Mono.just(Optional.empty());
    }
    var project =
        criteria
            .exact("project_id")
            .orElseThrow(
                new Refusal.ParameterInvalid(
                        "q", "must with project ID when to query project robots")
                    ::asException);
    return projects.open(caller, project, false, LIST).map(Optional::of);
  }

  private static void requireKnown(String level) {
    if (!level.equals("system")) {
      throw new Refusal.ParameterInvalid("q", "bad request error level input: " + level)
          .asException();
    }
  }

  private Mono<Optional<ProjectRef>> admitted(Caller caller, RobotDetails robot) {
    if (robot.project() != null) {
      return projects.open(caller, robot.project().value(), READ).map(Optional::of);
    }
    access.requireSystem(caller, READ);
    return Mono.just(Optional.empty());
  }

  /// From where somebody called is told to those who may read the log.
  private Mono<Boolean> mayKnowAddresses(Caller caller, Optional<ProjectRef> project) {
    return project
        .map(it -> access.may(caller, it, LOG))
        .orElseGet(() -> Mono.just(access.maySystem(caller, SYSTEM_LOG)));
  }

  private Fields json(RobotDetails robot, boolean addresses) {
    var use = robot.lastUse();
    var spec = robot.spec();
    return new Fields()
        .put("id", robot.id().value())
        .put("name", prefix() + robot.name())
        .filled("description", spec.description())
        .put("level", robot.project() == null ? "system" : "project")
        .put("duration", spec.durationDays())
        .put("editable", true)
        .put("disable", spec.disabled())
        .filled("expires_at", spec.expiresAt())
        .list("permissions", spec.grants().stream().map(RobotsEndpoint::grant).toList())
        .filled("creator_type", robot.creator().kind() == ActorKind.ROBOT ? "robot" : "local")
        .filled("creator_ref", robot.creator().id())
        .put("creation_time", robot.createdAt())
        .put("update_time", robot.updatedAt())
        .filled("old_secret_expires_at", seconds(robot.oldSecretUntil()))
        .filled("last_used_at", use == null ? null : use.at())
        .filled("last_used_from", use == null || !addresses ? null : use.address());
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }

  private static Map<String, @Nullable Object> grant(Grant grant) {
    return new Fields()
        .put("kind", grant.kind())
        .put("namespace", grant.namespace())
        .list("access", PermissionJson.list(grant.access()))
        .map();
  }

  private String prefix() {
    return configurations.latest().text(Setting.ROBOT_NAME_PREFIX);
  }
}
