package portolan.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.token.TokenScope;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Grant;
import portolan.language.access.Holding;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveRoles;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.language.role.ResolveRolePermissions;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.WorkloadAccount;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

class DecidingAccessTest {
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678900Z");
  private static final Instant LATER = MADE.plusSeconds(60);
  private static final ProjectRef SECRET = project(1, "pa", false);
  private static final ProjectRef OPEN = project(2, "pub", true);
  private static final UserId DAN = new UserId(7);
  private static final Permission UPDATE = new Permission("project", "update");

  private final Roles roles = new Roles();
  private final Access access = new Access(roles);

  @Test
  void letsAUserDoWhatTheRoleAllows() {
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(Holding.of(Role.DEVELOPER)));
    assertThat(may(user(false), SECRET, Access.PUSH)).isTrue();
    assertThat(may(user(false), SECRET, Access.DELETE)).isFalse();
  }

  @Test
  void addsUpTheRolesOfAUser() {
    roles.of =
        Map.of(
            new ResolveRoles(SECRET.id(), DAN),
            Set.of(Holding.of(Role.GUEST), Holding.of(Role.MAINTAINER)));
    assertThat(may(user(false), SECRET, Access.DELETE)).isTrue();
  }

  @Test
  void givesARoleInSomeRepositoriesThereAlone() {
    var grant = new Holding(RoleChoice.of(Role.MAINTAINER), "team/**");
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(grant));
    assertThat(mayIn("team/app", Access.PUSH)).isTrue();
    assertThat(mayIn("team/app", Access.DELETE)).isTrue();
    assertThat(mayIn("teams/app", Access.PULL)).isFalse();
    assertThat(mayIn("app", Access.PULL)).isFalse();
    assertThat(may(user(false), SECRET, Access.PUSH)).as("the whole project").isFalse();
    assertThat(may(user(false), SECRET, new Permission("project", "read"))).isTrue();
    assertThat(mayIn("team/app", UPDATE)).as("not about a repository").isFalse();
    assertThat(mayIn("team/app", new Permission("member", "list"))).isFalse();
    var list = new Permission("repository", "list");
    assertThat(access.reach(caller(user(false)), SECRET, list).block())
        .isEqualTo(new Reach(false, List.of("team/**")));
    assertThat(access.reach(caller(user(false)), project(3, "pb", false), list).block().none())
        .isTrue();
  }

  @Test
  void givesWhatACustomRoleGivesNowAndNothingOfWhatItIsShownAs() {
    var tagger = new RoleChoice(Role.MAINTAINER, new CustomRoleId(101));
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(new Holding(tagger, null)));
    var tag = new Permission("tag", "create");
    var label = new Permission("label", "create");
    roles.custom = Map.of(new CustomRoleId(101), Set.of(tag, label, UPDATE));
    assertThat(may(user(false), SECRET, label)).isTrue();
    assertThat(may(user(false), SECRET, UPDATE)).as("what no custom role may have").isFalse();
    assertThat(may(user(false), SECRET, Access.PUSH)).isFalse();
    assertThat(mayIn("app", tag)).isTrue();
    roles.custom = Map.of(new CustomRoleId(101), Set.of(tag));
    assertThat(may(user(false), SECRET, label)).isFalse();
    roles.custom = Map.of();
    assertThat(mayIn("app", tag)).as("a role that is gone").isFalse();
  }

  @Test
  void givesACustomRoleInSomeRepositoriesOnlyWhatIsAboutThem() {
    var tagger = new RoleChoice(Role.GUEST, new CustomRoleId(101));
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(new Holding(tagger, "app")));
    roles.custom = Map.of(new CustomRoleId(101), Set.of(Access.PULL, UPDATE));
    assertThat(mayIn("app", Access.PULL)).isTrue();
    assertThat(mayIn("app", UPDATE)).isFalse();
    assertThat(may(user(false), SECRET, UPDATE)).isFalse();
  }

  @Test
  void letsAWorkloadDoWhatItsRuleGivesInItsProjectAndWhatItsTokenNames() {
    var workload =
        new Principal.Workload(
            new WorkloadAccount(
                new ExchangeId(9),
                "workload$pa+ci#9",
                SECRET.id(),
                SECRET.name(),
                Set.of(Access.PUSH, new Permission("robot", "create")),
                LATER));
    assertThat(may(workload, SECRET, Access.PUSH)).isTrue();
    assertThat(may(workload, SECRET, Access.PULL)).isTrue();
    assertThat(may(workload, SECRET, Access.DELETE)).isFalse();
    assertThat(may(workload, SECRET, new Permission("robot", "create"))).isFalse();
    assertThat(may(workload, project(3, "pb", false), Access.PUSH)).isFalse();
    assertThat(access.maySystem(caller(workload), Access.CATALOG)).isFalse();
    var whole = new TokenScope(LATER, List.of(TokenScope.allOf(SECRET.name())));
    var narrow =
        new TokenScope(
            LATER, List.of(new TokenScope.Entry("repository", "pa/app", Set.of("pull"))));
    var repository = RepositoryName.of("pa/app");
    assertThat(
            access
                .may(caller(workload, Optional.of(whole)), SECRET, repository, Access.PUSH)
                .block())
        .isTrue();
    assertThat(
            access
                .may(caller(workload, Optional.of(narrow)), SECRET, repository, Access.PUSH)
                .block())
        .isFalse();
  }

  private boolean mayIn(String path, Permission permission) {
    var repository = new RepositoryName(SECRET.name(), path);
    return access.may(caller(user(false)), SECRET, repository, permission).block();
  }

  @Test
  void letsAnAdministratorDoEverythingWithoutARole() {
    assertThat(may(user(true), SECRET, UPDATE)).isTrue();
    assertThat(access.maySystem(caller(user(true)), new Permission("user", "delete"))).isTrue();
  }

  @Test
  void letsEverybodyPullFromAPublicProjectAndNobodyPush() {
    var nobody = new Principal.Anonymous();
    assertThat(may(nobody, OPEN, Access.PULL)).isTrue();
    assertThat(may(nobody, OPEN, Access.PUSH)).isFalse();
    assertThat(may(nobody, SECRET, Access.PULL)).isFalse();
  }

  @Test
  void letsARobotOfAProjectPullWhatItMayPush() {
    var robot = robot(SECRET.id(), grant("pa", Access.PUSH));
    assertThat(may(robot, SECRET, Access.PUSH)).isTrue();
    assertThat(may(robot, SECRET, Access.PULL)).isTrue();
    assertThat(may(robot, SECRET, Access.DELETE)).isFalse();
  }

  @Test
  void asksPullOfASystemRobotEvenWhenItMayPush() {
    assertThat(may(robot(null, grant("pa", Access.PUSH)), SECRET, Access.PULL)).isFalse();
  }

  @Test
  void keepsAProjectsRobotOutOfEveryOtherProject() {
    var remade = new ProjectRef(new ProjectId(99), SECRET.name(), false, LATER);
    var robot = robot(SECRET.id(), grant("pa", Access.PULL), grant("*", Access.PULL));
    assertThat(may(robot, remade, Access.PULL)).isFalse();
    assertThat(may(robot, project(3, "pb", false), Access.PULL)).isFalse();
  }

  @Test
  void letsASystemRobotIntoNoProjectThatGotTheNameLater() {
    var remade = new ProjectRef(new ProjectId(99), SECRET.name(), false, LATER);
    var robot = robot(null, grant("pa", Access.PULL));
    assertThat(may(robot, SECRET, Access.PULL)).isTrue();
    assertThat(may(robot, remade, Access.PULL)).isFalse();
    var gone = new Grant("project", "pa", Set.of(Access.PULL));
    assertThat(may(robot(null, gone), SECRET, Access.PULL)).isFalse();
  }

  @Test
  void spreadsAGrantForAllProjectsToNoOtherResource() {
    var robot = robot(null, grant("*", UPDATE));
    assertThat(may(robot, SECRET, UPDATE)).isTrue();
    assertThat(may(robot, SECRET, new Permission("robot", "create"))).isFalse();
    assertThat(may(robot, SECRET, new Permission("member", "update"))).isFalse();
  }

  @Test
  void honoursNoGrantThatMayNotBeGiven() {
    var update = new Permission("robot", "update");
    assertThat(may(robot(SECRET.id(), grant("pa", update)), SECRET, update)).isFalse();
    var settings = new Permission("configuration", "update");
    var system = robot(null, new Grant("system", "/", Set.of(settings)));
    assertThat(access.maySystem(caller(system), settings)).isFalse();
  }

  @Test
  void narrowsATokenToTheRepositoryAndActionThatItNames() {
    var caller = holding(user(true), LATER, "pa/web", "pull");
    assertThat(mayAt(caller, "pa/web", Access.PULL)).isTrue();
    assertThat(mayAt(caller, "pa/web", Access.PUSH)).isFalse();
    assertThat(mayAt(caller, "pa/web2", Access.PULL)).isFalse();
    assertThat(mayAt(caller, "pa/web/x", Access.PULL)).isFalse();
    assertThat(access.maySystem(caller, new Permission("catalog", "read"))).isFalse();
  }

  @Test
  void listsAllRepositoriesWithATokenThatNamesTheCatalog() {
    var catalog = new TokenScope.Entry("registry", "catalog", Set.of("*"));
    var token = Optional.of(new TokenScope(LATER, List.of(catalog)));
    assertThat(access.maySystem(caller(user(true), token), Access.CATALOG)).isTrue();
    assertThat(access.maySystem(caller(user(false), token), Access.CATALOG)).isFalse();
    assertThat(access.maySystem(caller(user(true), token), new Permission("user", "list")))
        .isFalse();
  }

  @Test
  void takesFromATokenWhatItsBearerHasLost() {
    var caller = holding(user(false), LATER, "pa/web", "push");
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(Holding.of(Role.DEVELOPER)));
    assertThat(mayAt(caller, "pa/web", Access.PUSH)).isTrue();
    roles.of = Map.of();
    assertThat(mayAt(caller, "pa/web", Access.PUSH)).isFalse();
  }

  @Test
  void opensNothingInAProjectYoungerThanTheToken() {
    assertThat(mayAt(holding(user(true), MADE.minusMillis(1), "pa/web", "pull"), "pa/web"))
        .isFalse();
    assertThat(mayAt(holding(user(true), MADE.minusNanos(900_000), "pa/web", "pull"), "pa/web"))
        .isTrue();
  }

  @Test
  void neverTakesARepositoryForOneOfAnotherProject() {
    var caller = holding(user(true), LATER, "pb/web", "pull");
    assertThat(access.may(caller, SECRET, RepositoryName.of("pb/web"), Access.PULL).block())
        .isFalse();
  }

  @Test
  void listsWhatAGuestMayDoInTheTablesOrder() {
    roles.of = Map.of(new ResolveRoles(SECRET.id(), DAN), Set.of(Holding.of(Role.GUEST)));
    assertThat(access.all(user(false), SECRET).block())
        .containsExactlyElementsOf(RoleTable.of(Role.GUEST))
        .hasSize(20);
  }

  private boolean may(Principal principal, ProjectRef project, Permission permission) {
    return access.may(caller(principal), project, permission).block();
  }

  private boolean mayAt(Caller caller, String repository) {
    return mayAt(caller, repository, Access.PULL);
  }

  private boolean mayAt(Caller caller, String repository, Permission permission) {
    return access.may(caller, SECRET, RepositoryName.of(repository), permission).block();
  }

  private static Principal user(boolean administrator) {
    return new Principal.User(DAN, "dan", administrator);
  }

  private static Principal robot(@Nullable ProjectId project, Grant... grants) {
    var account = new RobotAccount(new RobotId(4), "ci", project, false, -1, List.of(grants));
    return new Principal.Robot(account, "robot$ci");
  }

  private static Grant grant(String namespace, Permission permission) {
    var grant = new Grant("project", namespace, Set.of(permission));
    return namespace.equals("pa") ? grant.in(SECRET.id()) : grant;
  }

  private static Caller caller(Principal principal) {
    return caller(principal, Optional.empty());
  }

  private static Caller holding(Principal who, Instant since, String name, String action) {
    var entry = new TokenScope.Entry("repository", name, Set.of(action));
    return caller(who, Optional.of(new TokenScope(since, List.of(entry))));
  }

  private static Caller caller(Principal principal, Optional<TokenScope> token) {
    return new Caller(
        principal, token, "basic", false, "", "", "r", Optional.empty(), URI.create("http://h"));
  }

  private static ProjectRef project(int id, String name, boolean open) {
    return new ProjectRef(new ProjectId(id), new ProjectName(name), open, MADE);
  }

  private static final class Roles implements Queries {
    private Map<ResolveRoles, Set<Holding>> of = Map.of();
    private Map<CustomRoleId, Set<Permission>> custom = Map.of();

    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> ask(Query<R> query) {
      return Mono.just(
          query instanceof ResolveRolePermissions
              ? (R) custom
              : (R) of.getOrDefault((ResolveRoles) query, Set.of()));
    }
  }
}
