package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;
import tools.jackson.databind.JsonNode;

/// Fields that nobody may set, in bodies that may be sent, and numbers of what belongs to others.
@AgainstTheRegistry
class MassAssignmentTest {
  private static final String API = "/api/v2.0";

  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project mine;
  private Project theirs;
  private Person person;
  private Client me;

  MassAssignmentTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void twoProjects() {
    mine = world.privateProject();
    theirs = world.privateProject();
    person = mine.member(Role.PROJECT_ADMIN);
    me = registry.as(person);
  }

  @Test
  void makesNobodyAnAdministrator() {
    int id = number(person);
    var profile =
        Map.of(
            "email",
            person.name() + "@example.org",
            "realname",
            "Somebody",
            "user_id",
            1,
            "username",
            "admin",
            "sysadmin_flag",
            true,
            "has_admin_role",
            true,
            "admin_role_in_auth",
            true,
            "role_id",
            1);
    assertThat(me.send("PUT", API + "/users/" + id, profile)).hasStatus(200);
    var after = me.get(API + "/users/current").json();
    assertThat(after.path("user_id").asInt()).isEqualTo(id);
    assertThat(after.path("username").asString()).isEqualTo(person.name());
    assertThat(after.path("sysadmin_flag").asBoolean()).isFalse();
    assertThat(after.path("admin_role_in_auth").asBoolean()).isFalse();
    assertThat(me.get(API + "/users")).hasStatus(403);
  }

  @Test
  void makesNoProjectSomebodyElses() {
    var name = Names.fresh("assigned");
    var made =
        me.send(
            "POST",
            API + "/projects",
            Map.of(
                "project_name",
                name,
                "project_id",
                theirs.id(),
                "owner_id",
                1,
                "owner_name",
                "admin",
                "deleted",
                true,
                "repo_count",
                7));
    assertThat(made).hasStatus(201);
    var read = me.get(API + "/projects/" + name).json();
    assertThat(read.path("project_id").asInt()).isEqualTo(made.newId()).isNotEqualTo(theirs.id());
    assertThat(read.path("owner_id").asInt()).isEqualTo(number(person));
    assertThat(read.path("repo_count").asInt()).isZero();
  }

  @Test
  void changesNoOtherProject() {
    var before = project(theirs);
    var sent =
        Map.of(
            "project_id", theirs.id(),
            "project_name", theirs.name(),
            "name", theirs.name(),
            "owner_id", 1,
            "storage_limit", 1,
            "metadata", Map.of("public", "true"));
    assertThat(me.send("PUT", mine.api(), sent)).hasStatus(200);
    assertThat(project(theirs)).isEqualTo(before);
    assertThat(project(mine).path("owner_id").asInt()).isEqualTo(1);
    assertThat(project(mine).path("name").asString()).isEqualTo(mine.name());
    var quota = admin.get(API + "/quotas/" + mine.quota()).json();
    assertThat(quota.path("hard").path("storage").asLong()).isEqualTo(-1);
  }

  @Test
  void givesARoleInThisProjectOnly() {
    var newcomer = world.user();
    var sent =
        new HashMap<String, Object>(
            Map.of("role_id", 3, "member_user", Map.of("user_id", number(newcomer))));
    sent.put("project_id", theirs.id());
    sent.put("id", 1);
    var made = me.send("POST", mine.api() + "/members", sent);
    assertThat(made).hasStatus(201);
    var change = Map.of("role_id", 2, "project_id", theirs.id(), "entity_id", 1, "id", 1);
    assertThat(me.send("PUT", made.location(), change)).hasStatus(200);
    var member = me.get(made.location()).json();
    assertThat(member.path("entity_id").asInt()).isEqualTo(number(newcomer));
    assertThat(member.path("project_id").asInt()).isEqualTo(mine.id());
    assertThat(registry.as(newcomer).get(theirs.api())).hasStatus(403);
  }

  @Test
  void movesNoLabel() {
    var form = Map.of("name", Names.fresh("label"), "scope", "p", "project_id", mine.id());
    var path = me.send("POST", API + "/labels", form).location();
    var other =
        Map.of(
            "id",
            1,
            "name",
            Names.fresh("label"),
            "scope",
            "g",
            "project_id",
            theirs.id(),
            "deleted",
            true);
    assertThat(me.send("PUT", path, other)).hasStatus(200);
    var label = me.get(path).json();
    assertThat(label.path("scope").asString()).isEqualTo("p");
    assertThat(label.path("project_id").asInt()).isEqualTo(mine.id());
  }

  @Test
  void letsNobodyChooseWhatARobotIs() {
    var access = List.of(Map.of("resource", "repository", "action", "pull"));
    var form = new HashMap<String, Object>();
    form.put("name", Names.fresh("robot"));
    form.put("level", "project");
    form.put("duration", 1);
    form.put(
        "permissions",
        List.of(Map.of("kind", "project", "namespace", mine.name(), "access", access)));
    form.put("id", 1);
    form.put("secret", "Chosen-Secret-1");
    form.put("creator_type", "local");
    form.put("creator_ref", 1);
    form.put("editable", false);
    form.put("expires_at", -1);
    var made = me.send("POST", API + "/robots", form);
    assertThat(made).hasStatus(201);
    assertThat(made.json().path("secret").asString()).isNotEqualTo("Chosen-Secret-1");
    assertThat(made.json().path("expires_at").asLong()).isPositive();
    form.put("name", made.json().path("name").asString());
    assertThat(me.send("PUT", made.location(), form)).hasStatus(200);
    var robot = me.get(made.location()).json();
    assertThat(robot.path("creator_ref").asInt()).isEqualTo(number(person));
    var name = made.json().path("name").asString();
    assertThat(registry.as(new Person(name, "Chosen-Secret-1")).get("/v2/")).hasStatus(401);
    assertThat(registry.as(new Person(name, made.json().path("secret").asString())).get("/v2/"))
        .hasStatus(200);
  }

  @Test
  void reachesNothingOfOthersByItsNumber() {
    var stage = Stage.in(registry, false);
    var rule = mine.api() + "/immutabletagrules/" + stage.rule();
    assertThat(me.send("PUT", rule, stage.ruleForm(stage.rule()))).hasStatus(404);
    assertThat(me.delete(rule)).hasStatus(404);
    var label = API + "/labels/" + stage.label();
    assertThat(me.get(label)).hasStatus(403, 404);
    assertThat(me.send("PUT", label, stage.labelForm(false))).hasStatus(403, 404);
    assertThat(me.delete(label)).hasStatus(403, 404);
    var robot = API + "/robots/" + stage.robot();
    assertThat(me.get(robot)).hasStatus(403, 404);
    assertThat(me.send("PUT", robot, stage.robotForm(false))).hasStatus(403, 404);
    assertThat(me.send("PATCH", robot, Map.of())).hasStatus(403, 404);
    assertThat(me.delete(robot)).hasStatus(403, 404);
    var member = mine.api() + "/members/" + stage.member();
    assertThat(me.get(member)).hasStatus(404);
    assertThat(me.delete(member)).hasStatus(404);
    var quota = API + "/quotas/" + stage.project().id();
    assertThat(me.send("PUT", quota, Map.of("hard", Map.of("storage", -1)))).hasStatus(403);
    for (var mine : List.of(label, robot)) {
      assertThat(admin.get(mine)).hasStatus(200);
    }
    assertThat(admin.get(stage.project().api() + "/members/" + stage.member())).hasStatus(200);
  }

  private JsonNode project(Project project) {
    return admin.get(project.api()).json();
  }

  private int number(Person who) {
    return registry.as(who).get(API + "/users/current").json().path("user_id").asInt();
  }
}
