package portolan.edge.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.token.TokenScope;
import portolan.language.access.Holding;
import portolan.language.access.Permission;
import portolan.language.group.GroupId;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveGroupRoles;
import portolan.language.project.ResolveRoles;
import portolan.language.refusal.Refusal;
import portolan.language.role.ResolveRolePermissions;
import reactor.core.publisher.Mono;

/// Decides what a caller may do.
///
/// A system administrator may do everything; a user what their roles allow, in the project or in
/// this repository; everybody what the table gives to anyone in a public project; a robot exactly
/// its grants; a workload what the rule gives that trusts it. A token narrows each of these to what
/// it names, and opens nothing in a project that is younger than itself. Roles and grants are asked
/// each time: what was taken away is gone for tokens too.
public final class Access {
  public static final Permission PULL = new Permission("repository", "pull");
  public static final Permission PUSH = new Permission("repository", "push");
  public static final Permission DELETE = new Permission("repository", "delete");

  public static final Permission CATALOG = new Permission("catalog", "read");

  private final Queries queries;

  public Access(Queries queries) {
    this.queries = queries;
  }

  /// Whether the caller may do something in a project. A caller with a token may where the token
  /// names the action for some repository of the project: where a repository is at hand, ask with
  /// it.
  public Mono<Boolean> may(Caller caller, ProjectRef project, Permission permission) {
    return narrowed(caller, project, token -> named(token, project, permission))
        ? held(caller.principal(), project, null, permission)
        : Mono.just(false);
  }

  /// Whether the caller may do something with one repository: what `/v2` asks, with [#PULL],
  /// [#PUSH] or [#DELETE].
  public Mono<Boolean> may(
      Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
    boolean here = repository.project().equals(project.name());
    return here && narrowed(caller, project, token -> named(token, repository, permission))
        ? held(caller.principal(), project, repository, permission)
        : Mono.just(false);
  }

  /// The same for one repository.
  public Mono<Void> require(
      Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
    return may(caller, project, repository, permission)
        .flatMap(may -> may ? Mono.empty() : Mono.error(refusal(caller).asException()));
  }

  /// Completes when the caller may, else fails with what the REST API answers: sign in first, or
  /// forbidden.
  public Mono<Void> require(Caller caller, ProjectRef project, Permission permission) {
    return may(caller, project, permission)
        .flatMap(may -> may ? Mono.empty() : Mono.error(refusal(caller).asException()));
  }

  /// Whether the caller may do something with the system as a whole. A token opens nothing of it
  /// but the list of repositories, where it names that.
  public boolean maySystem(Caller caller, Permission permission) {
    boolean open =
        caller
            .token()
            .map(token -> permission.equals(CATALOG) && token.opensCatalog())
            .orElse(true);
    return open
        && switch (caller.principal()) {
          case Principal.User user -> user.administrator();
          case Principal.Robot robot -> RobotGrants.system(robot.account()).contains(permission);
          case Principal.Workload _, Principal.Anonymous _ -> false;
        };
  }

  /// Throws what the REST API answers when the caller may not do something with the system.
  public void requireSystem(Caller caller, Permission permission) {
    if (!maySystem(caller, permission)) {
      throw refusal(caller).asException();
    }
  }

  /// Throws what the REST API answers when the caller is no person who administers the system: for
  /// what no robot may be given.
  public void requireAdministrator(Caller caller) {
    if (!caller.administrator()) {
      throw refusal(caller).asException();
    }
  }

  /// Why somebody who may not is told so: nobody in particular may sign in first.
  public static Refusal refusal(Caller caller) {
    return caller.anonymous() ? new Refusal.SignInNeeded() : new Refusal.Forbidden("");
  }

  /// All that a principal may do in a project, tokens aside, in the table's order.
  public Mono<Set<Permission>> all(Principal principal, ProjectRef project) {
    return switch (principal) {
      case Principal.User user when user.administrator() -> Mono.just(RoleTable.all());
      case Principal.User user ->
          roles(user, project)
              .map(roles -> ordered(it -> roles.give(null, it) || ofAnyone(project, it)));
      case Principal.Robot robot ->
          Mono.just(ordered(it -> ofRobot(robot, project, it) || ofAnyone(project, it)));
      case Principal.Workload workload ->
          Mono.just(ordered(it -> ofWorkload(workload, project, it) || ofAnyone(project, it)));
      case Principal.Anonymous _ -> Mono.just(ordered(it -> ofAnyone(project, it)));
    };
  }

  /// Which repositories of a project a caller may do something with: see [Reach].
  public Mono<Reach> reach(Caller caller, ProjectRef project, Permission permission) {
    return may(caller, project, permission)
        .flatMap(whole ->
            whole
                ? Mono.just(Reach.WHOLE)
                : caller.principal() instanceof Principal.User user && caller.token().isEmpty()
                    ? roles(user, project).map(roles -> roles.reach(permission))
                    : Mono.just(Reach.NONE));
  }

  private Mono<Boolean> held(
      Principal principal,
      ProjectRef project,
      @Nullable RepositoryName repository,
      Permission permission) {
    if (ofAnyone(project, permission)) {
      return Mono.just(true);
    }
    return switch (principal) {
      case Principal.User user when user.administrator() -> Mono.just(true);
      case Principal.User user ->
          roles(user, project).map(roles -> roles.give(repository, permission));
      case Principal.Robot robot -> Mono.just(ofRobot(robot, project, permission));
      case Principal.Workload workload -> Mono.just(ofWorkload(workload, project, permission));
      case Principal.Anonymous _ -> Mono.just(false);
    };
  }

  private Mono<HeldRoles> roles(Principal.User user, ProjectRef project) {
    var own = queries.ask(new ResolveRoles(project.id(), user.id()));
    var all =
        user.groups().isEmpty()
            ? own
            : own.zipWith(
                queries.ask(new ResolveGroupRoles(project.id())),
                (roles, ofGroups) -> united(roles, ofGroups, user.groups()));
    return all.flatMap(this::withCustom);
  }

  private Mono<HeldRoles> withCustom(Set<Holding> roles) {
    return roles.stream().allMatch(it -> it.role().custom() == null)
        ? Mono.just(new HeldRoles(roles, Map.of()))
        : queries
            .ask(new ResolveRolePermissions())
            .map(permissions -> new HeldRoles(roles, permissions));
  }

  private static Set<Holding> united(
      Set<Holding> own, Map<GroupId, Set<Holding>> ofGroups, Set<GroupId> groups) {
    var all = new HashSet<>(own);
    groups.forEach(group -> all.addAll(ofGroups.getOrDefault(group, Set.of())));
    return Set.copyOf(all);
  }

  private static boolean narrowed(Caller caller, ProjectRef project, Predicate<TokenScope> names) {
    return caller
        .token()
        .map(token -> !token.issuedBefore(project.createdAt()) && names.test(token))
        .orElse(true);
  }

  private static boolean named(TokenScope token, RepositoryName repository, Permission permission) {
    return token.opensAllOf(repository.project())
        || permission.resource().equals("repository")
            && token.opens(repository, permission.action());
  }

  private static boolean named(TokenScope token, ProjectRef project, Permission permission) {
    return token.opensAllOf(project.name())
        || permission.resource().equals("repository")
            && token.opensIn(project.name(), permission.action());
  }

  private static boolean ofAnyone(ProjectRef project, Permission permission) {
    return project.isPublic() && RoleTable.ofAnyone().contains(permission);
  }

  private static boolean ofRobot(Principal.Robot robot, ProjectRef project, Permission permission) {
    return RobotGrants.inProject(robot.account(), project, permission);
  }

  /// What its rule gives, in the rule's project; who may push may pull.
  private static boolean ofWorkload(
      Principal.Workload workload, ProjectRef project, Permission permission) {
    var account = workload.account();
    return account.project().equals(project.id())
        && RoleTable.trustable().contains(permission)
        && (account.access().contains(permission)
            || permission.equals(PULL) && account.access().contains(PUSH));
  }

  private static Set<Permission> ordered(Predicate<Permission> allowed) {
    return RoleTable.inOrder(RoleTable.all().stream().filter(allowed));
  }
}
