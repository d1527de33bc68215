package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;
import tools.jackson.databind.node.ObjectNode;

/// Robots.
@AgainstTheRegistry
class RobotsTest {
  private static final String ROBOTS = "/api/v2.0/robots";

  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;

  RobotsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
  }

  @Test
  void liveFromCreationToDeletion() {
    var made = create(admin, Names.fresh("ci"), "project", project.name(), "pull", "push");
    assertThat(made).hasStatus(201);
    var name = made.json().path("name").asString();
    assertThat(name).startsWith("robot$" + project.name() + "+ci");
    var robot = person(made);
    assertThat(robot.password()).hasSize(32);
    var path = ROBOTS + "/" + made.json().path("id").asInt();
    var read = admin.get(path);
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("level").asString()).isEqualTo("project");
    assertThat(read.json().path("creation_time")).isEqualTo(made.json().path("creation_time"));
    assertThat(read.text()).doesNotContain(robot.password());
    assertThat(registry.as(robot).get("/v2/")).hasStatus(200);

    var disabled = ((ObjectNode) read.json()).put("disable", true).put("description", "resting");
    assertThat(admin.send("PUT", path, disabled)).hasStatus(200);
    assertThat(admin.get(path).json().path("description").asString()).isEqualTo("resting");
    assertThat(registry.as(robot).get("/v2/")).hasStatus(401);
    assertThat(admin.send("PUT", path, disabled.put("disable", false))).hasStatus(200);

    var refreshed = admin.send("PATCH", path, "{}");
    assertThat(refreshed).hasStatus(200);
    var secret = refreshed.json().path("secret").asString();
    assertThat(registry.as(robot).get("/v2/")).hasStatus(401);
    assertThat(registry.as(robot.withPassword(secret)).get("/v2/")).hasStatus(200);

    assertThat(admin.delete(path)).hasStatus(200);
    assertThat(admin.get(path)).isRefused(404, "NOT_FOUND");
    assertThat(registry.as(robot.withPassword(secret)).get("/v2/")).hasStatus(401);
  }

  @Test
  void keepTheirDaysWhenNoneAreNamed() {
    var robot = world.robot(project, "pull");
    var path = ROBOTS + "/" + id(robot);
    var read = (ObjectNode) admin.get(path).json();
    var days = read.path("duration").asLong();
    read.remove("duration");
    assertThat(admin.send("PUT", path, read.put("description", "changed"))).hasStatus(200);
    assertThat(admin.get(path).json().path("duration").asLong()).isEqualTo(days);
    assertThat(admin.get(path).json().path("description").asString()).isEqualTo("changed");
  }

  @Test
  void mustBeAllowedSomethingSomewhere() {
    assertThat(make(grant(project.name(), List.of()))).isRefused(400, "BAD_REQUEST");
    var elsewhere =
        Map.of("kind", "system", "namespace", "library", "access", access("project", "list"));
    assertThat(make(elsewhere)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void haveTwoSecretsWhileTheyAreRotatedWhenThatIsAskedFor() throws InterruptedException {
    var robot = world.robot(project, "pull");
    var path = ROBOTS + "/" + id(robot);
    var first = registry.as(robot);

    var rotated = admin.send("PATCH", path, Map.of("keep_old_secret_seconds", 15));
    assertThat(rotated).hasStatus(200);
    var second = registry.as(robot.withPassword(rotated.json().path("secret").asString()));
    assertThat(first.get("/v2/")).hasStatus(200);
    assertThat(second.get("/v2/")).hasStatus(200);
    long until = rotated.json().path("old_secret_expires_at").asLong();
    assertThat(until).isPositive();
    assertThat(admin.get(path).json().path("old_secret_expires_at").asLong()).isEqualTo(until);

    eventually(() -> first.get("/v2/").status() == 401);
    assertThat(second.get("/v2/")).hasStatus(200);

    var refreshed = admin.send("PATCH", path, "{}");
    assertThat(refreshed).hasStatus(200);
    assertThat(refreshed.json().has("old_secret_expires_at")).isFalse();
    assertThat(second.get("/v2/")).hasStatus(401);
    assertThat(first.get("/v2/")).hasStatus(401);
    var log = admin.get(project.api() + "/logs?page_size=100").text();
    assertThat(log).doesNotContain(rotated.json().path("secret").asString());
  }

  @Test
  void keepNoThirdSecretAndNoneForTooLong() {
    var robot = world.robot(project, "pull");
    var path = ROBOTS + "/" + id(robot);
    assertThat(admin.send("PATCH", path, Map.of("keep_old_secret_seconds", 600))).hasStatus(200);
    var last = admin.send("PATCH", path, Map.of("keep_old_secret_seconds", 600));

    assertThat(registry.as(robot).get("/v2/")).hasStatus(401);
    assertThat(registry.as(robot.withPassword(last.json().path("secret").asString())).get("/v2/"))
        .hasStatus(200);
    for (long seconds : List.of(-1L, 2_592_001L, Long.MAX_VALUE)) {
      assertThat(admin.send("PATCH", path, Map.of("keep_old_secret_seconds", seconds)))
          .isRefused(400, "BAD_REQUEST");
    }
  }

  @Test
  void sayWhenAndToThoseWhoReadTheLogFromWhereTheyWereUsed() throws InterruptedException {
    var robot = world.robot(project, "pull");
    var path = ROBOTS + "/" + id(robot);
    assertThat(admin.get(path).json().has("last_used_at")).isFalse();

    assertThat(registry.as(robot).get("/v2/")).hasStatus(200);

    eventually(() -> admin.get(path).json().has("last_used_at"));
    var listed = admin.get(ROBOTS + "?q=Level=project,ProjectID=" + project.id()).json().get(0);
    assertThat(listed.path("last_used_at").asString()).startsWith("20");
    assertThat(listed.path("last_used_from").asString()).isNotEmpty();
    var developer = registry.as(project.member(Role.DEVELOPER)).get(path).json();
    assertThat(developer.path("last_used_at")).isEqualTo(listed.path("last_used_at"));
    assertThat(developer.has("last_used_from")).isFalse();
  }

  private int id(Person robot) {
    return admin
        .get(ROBOTS + "?q=Level=project,ProjectID=" + project.id())
        .json()
        .valueStream()
        .filter(it -> it.path("name").asString().equals(robot.name()))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asInt();
  }

  @Test
  void areListedByProjectAndForTheWholeSystem() {
    world.robot(project, "pull");
    var whole = create(admin, Names.fresh("system"), "system", "*", "pull");
    assertThat(whole).hasStatus(201);
    var ofProject = admin.get(ROBOTS + "?q=Level=project,ProjectID=" + project.id());
    assertThat(ofProject).hasStatus(200).hasHeader("X-Total-Count", "1");
    assertThat(admin.get(ROBOTS + "?page_size=100").each("/name"))
        .contains(whole.json().path("name").asString())
        .noneMatch(name -> name.contains("+"));
    assertThat(admin.get(ROBOTS + "?q=Level=project")).isRefused(400, "BAD_REQUEST");
    assertThat(registry.as(world.user()).get(ROBOTS)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void haveProperNamesDurationsAndGrants() {
    for (var name : List.of("", "UPPER", "a+b", "a b", "-a")) {
      assertThat(create(admin, name, "project", project.name(), "pull").status())
          .as(name)
          .isIn(400, 422);
    }
    var name = Names.fresh("ci");
    assertThat(create(admin, name, "nonsense", project.name(), "pull").status()).isIn(400, 422);
    assertThat(create(admin, name, "project", project.name(), "fly").status()).isIn(400, 422);
    assertThat(create(admin, name, "project", project.name(), "pull")).hasStatus(201);
    assertThat(create(admin, name, "project", project.name(), "pull")).isRefused(409, "CONFLICT");
  }

  @Test
  void areAllowedThingsAndDeniedNone() {
    var pull = new HashMap<>(access("repository", "pull").getFirst());
    pull.put("effect", "deny");
    assertThat(make(grant(project.name(), List.of(pull)))).isRefused(400, "BAD_REQUEST");
    for (var effect : List.of("", "allow")) {
      pull.put("effect", effect);
      assertThat(make(grant(project.name(), List.of(pull)))).hasStatus(201);
    }
  }

  @Test
  void seeTheRepositoriesThatTheyMayList() {
    var other = world.privateProject();
    project.repository("app").push("1", Image.of("listed"));
    other.repository("app").push("1", Image.of("not listed"));
    var lister =
        registry.as(
            person(
                make(
                    Map.of("kind", "system", "namespace", "/", "access", access("project", "list")),
                    grant(project.name(), access("repository", "list")),
                    grant(other.name(), access("repository", "pull")))));

    assertThat(lister.get("/api/v2.0/projects?page_size=100").each("/name"))
        .contains(project.name(), other.name());
    var repositories = lister.get("/api/v2.0/repositories?q=name=~private").each("/name");
    assertThat(repositories).containsExactly(project.name() + "/app");
    var found = lister.get("/api/v2.0/search?q=" + other.name()).json();
    assertThat(found.path("project").size() + found.path("repository").size()).isZero();
    var counts = lister.get("/api/v2.0/statistics").json();
    assertThat(counts.path("private_project_count").asInt()).isEqualTo(1);
    assertThat(counts.path("private_repo_count").asInt()).isEqualTo(1);
  }

  private Answer make(Object... permissions) {
    return admin.send(
        "POST",
        ROBOTS,
        Map.of(
            "name",
            Names.fresh("ci"),
            "level",
            "system",
            "duration",
            30,
            "permissions",
            List.of(permissions)));
  }

  private static Map<String, Object> grant(String project, List<?> access) {
    return Map.of("kind", "project", "namespace", project, "access", access);
  }

  @Test
  void areNeverStrongerThanTheirMaker() {
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    var other = world.privateProject();
    var name = Names.fresh("climber");
    assertThat(create(head, name, "project", project.name(), "pull")).hasStatus(201);
    assertThat(create(head, name, "system", "*", "pull").status()).isIn(400, 403);
    assertThat(create(head, name, "project", other.name(), "pull").status()).isIn(400, 403);
    var developer = registry.as(project.member(Role.DEVELOPER));
    assertThat(create(developer, name + "2", "project", project.name(), "pull"))
        .isRefused(403, "FORBIDDEN");
  }

  /// A robot of a project may pull where it may push; its maker here may push alone.
  @Test
  void getNoMoreFromARobotThanItHas() {
    var access = new ArrayList<>(access("robot", "create"));
    access.addAll(access("repository", "push"));
    var maker = registry.as(person(make(grant(project.name(), access))));
    assertThat(create(maker, Names.fresh("child"), "project", project.name(), "push"))
        .isRefused(403, "FORBIDDEN");
    access.addAll(access("repository", "pull"));
    var puller = registry.as(person(make(grant(project.name(), access))));
    assertThat(create(puller, Names.fresh("child"), "project", project.name(), "push"))
        .hasStatus(201);
  }

  @Test
  void areNotTouchedByStrangers() {
    int id =
        create(admin, Names.fresh("ci"), "project", project.name(), "pull")
            .json()
            .path("id")
            .asInt();
    var head = registry.as(world.privateProject().member(Role.PROJECT_ADMIN));
    for (var answer :
        List.of(
            head.get(ROBOTS + "/" + id),
            head.delete(ROBOTS + "/" + id),
            head.send("PATCH", ROBOTS + "/" + id, "{}"))) {
      assertThat(answer.status()).as(answer.toString()).isIn(403, 404);
    }
    assertThat(admin.get(ROBOTS + "/" + id)).hasStatus(200);
  }

  @Test
  void ofAProjectNeedAProjectThatIsThere() {
    assertThat(create(admin, Names.fresh("lost"), "project", "/", "pull"))
        .isRefused(404, "NOT_FOUND");
    assertThat(create(admin, Names.fresh("lost"), "project", "*", "pull"))
        .isRefused(404, "NOT_FOUND");
  }

  @Test
  void stayInTheirProject() {
    var made = create(admin, Names.fresh("ci"), "project", project.name(), "pull");
    var path = ROBOTS + "/" + made.json().path("id").asInt();
    var moved = (ObjectNode) admin.get(path).json();
    var grant = (ObjectNode) moved.path("permissions").get(0);
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    grant.put("namespace", world.privateProject().name());
    assertThat(admin.send("PUT", path, moved)).isRefused(400, "BAD_REQUEST");
    assertThat(head.send("PUT", path, moved)).isRefused(400, "BAD_REQUEST");
    grant.put("namespace", "nosuch");
    assertThat(admin.send("PUT", path, moved))
        .isRefused(404, "NOT_FOUND")
        .says("project nosuch not found");
    assertThat(head.send("PUT", path, moved)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void ofTheSystemLevelNeedTheProjectsThatTheyName() {
    var refused = create(admin, Names.fresh("lost"), "system", "no-such-project", "pull");
    assertThat(refused).isRefused(404, "NOT_FOUND");
    assertThat(refused.message()).isEqualTo("project no-such-project not found");
    var made = create(admin, Names.fresh("ci"), "system", project.name(), "pull");
    var path = ROBOTS + "/" + made.json().path("id").asInt();
    assertThat(admin.delete(project.api())).hasStatus(200);
    assertThat(admin.send("PUT", path, admin.get(path).json())).isRefused(404, "NOT_FOUND");
  }

  @Test
  void haveNoSayInAProjectThatGotTheNameLater() {
    var made = create(admin, Names.fresh("ci"), "system", project.name(), "list", "pull", "push");
    var robot = registry.as(person(made));
    var image = Image.of("pushed by a robot");
    project.repository("app").as(robot).push("1", image);
    assertThat(admin.delete(project.api() + "/repositories/app")).hasStatus(200);
    assertThat(admin.delete(project.api())).hasStatus(200);
    var later = world.project(project.name(), false);
    var repository = later.repository("app");
    repository.push("1", image);

    assertThat(repository.as(robot).begin()).hasStatus(401);
    assertThat(repository.as(robot).manifest("1")).hasStatus(401);
    var token = "/service/token?service=harbor-registry&scope=repository:" + repository.name();
    assertThat(robot.get(token + ":pull,push").json().path("token").asString())
        .satisfies(it ->
            assertThat(repository.as(registry.asNobody().bearing(it)).manifest("1"))
                .hasStatus(401));
    assertThat(robot.get(later.api() + "/repositories")).isRefused(403, "FORBIDDEN");
    var name = "?q=name=" + later.name();
    assertThat(robot.get("/api/v2.0/projects" + name)).hasHeader("X-Total-Count", "0");
    assertThat(robot.get("/api/v2.0/repositories?q=name=" + repository.name()))
        .hasHeader("X-Total-Count", "0");
    var shown = admin.get(ROBOTS + "/" + made.json().path("id").asInt()).json();
    assertThat(shown.at("/permissions/0/namespace").asString()).isEqualTo(later.name());
  }

  @Test
  void makeNoRobotForAProjectThatGotTheNameLater() {
    var making = Map.of("kind", "system", "namespace", "/", "access", access("robot", "create"));
    var pulling = grant(project.name(), access("repository", "pull"));
    var maker = registry.as(person(make(making, pulling)));
    assertThat(create(maker, Names.fresh("made"), "system", project.name(), "pull")).hasStatus(201);
    assertThat(admin.delete(project.api())).hasStatus(200);
    var gone = create(maker, Names.fresh("made"), "system", project.name(), "pull");
    assertThat(gone).isRefused(403, "FORBIDDEN");
    world.project(project.name(), false);
    var foreign = create(maker, Names.fresh("made"), "system", project.name(), "pull");
    assertThat(foreign).isRefused(403, "FORBIDDEN");
    assertThat(foreign.message()).isEqualTo(gone.message());
  }

  private static Person person(Answer made) {
    assertThat(made).hasStatus(201);
    return new Person(made.json().path("name").asString(), made.json().path("secret").asString());
  }

  private static List<Map<String, String>> access(String resource, String... actions) {
    return Stream.of(actions)
        .map(action -> Map.of("resource", resource, "action", action))
        .toList();
  }

  private static Answer create(
      Client client, String name, String level, String namespace, String... actions) {
    var access = access("repository", actions);
    return client.send(
        "POST",
        ROBOTS,
        Map.of(
            "name",
            name,
            "level",
            level,
            "duration",
            30,
            "permissions",
            List.of(Map.of("kind", "project", "namespace", namespace, "access", access))));
  }
}
