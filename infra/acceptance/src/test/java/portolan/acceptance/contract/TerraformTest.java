package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Browser;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;
import tools.jackson.databind.JsonNode;

/// What Terraform's provider for Harbor does with each of its resources that are served: create,
/// read back at once, update, read, import by number, delete, and read that it is gone.
@AgainstTheRegistry
class TerraformTest {
  private static final String API = "/api/v2.0";

  private final Registry registry;
  private final Client admin;

  TerraformTest(Registry registry) {
    this.registry = registry;
    this.admin = registry.asAdmin();
  }

  /// A resource of the provider.
  ///
  /// @param place where it is created and listed
  /// @param made what creates it
  /// @param changed what updates it, beside what has to stay
  private record Resource(
      String name, String place, Map<String, Object> made, Map<String, Object> changed) {}

  @TestFactory
  Stream<DynamicTest> livesFromCreationToDeletion() {
    var stage = Stage.in(registry, false);
    var home = stage.project().api();
    return Stream.of(
            new Resource(
                "harbor_project",
                API + "/projects",
                Map.of(
                    "project_name",
                    Names.fresh("terraform"),
                    "metadata",
                    Map.of("public", "false", "auto_scan", "false")),
                Map.of("metadata", Map.of("auto_scan", "true"))),
            new Resource(
                "harbor_label",
                API + "/labels",
                Map.of("name", Names.fresh("label"), "scope", "g", "color", "#FFFFFF"),
                Map.of("name", Names.fresh("label"), "scope", "g", "description", "told")),
            new Resource(
                "harbor_user",
                API + "/users",
                person("realname", "First"),
                person("realname", "Second")),
            new Resource(
                "harbor_group",
                API + "/usergroups",
                Map.of("group_name", Names.fresh("group"), "group_type", 3),
                Map.of("group_name", Names.fresh("group"), "group_type", 3)),
            new Resource(
                "harbor_project_member_user",
                home + "/members",
                Map.of("role_id", 3, "member_user", Map.of("user_id", stage.newUser())),
                Map.of("role_id", 2)),
            new Resource(
                "harbor_project_member_group",
                home + "/members",
                Map.of("role_id", 3, "member_group", Map.of("id", stage.newGroup())),
                Map.of("role_id", 4)))
        .map(resource -> dynamicTest(resource.name(), () -> lives(resource)));
  }

  @Test
  void managesARobotAndItsSecret() {
    var stage = Stage.in(registry, false);
    var made = admin.send("POST", API + "/robots", stage.robotForm(false));
    assertThat(made).hasStatus(201);
    var read = admin.get(made.location());
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("name")).isEqualTo(made.json().path("name"));
    var changed = (tools.jackson.databind.node.ObjectNode) read.json();
    changed.put("description", "told").put("disable", true);
    assertThat(admin.send("PUT", made.location(), changed)).hasStatus(200);
    assertThat(admin.get(made.location()).json().path("disable").asBoolean()).isTrue();
    var secret = Map.of("secret", World.PASSWORD);
    assertThat(admin.send("PATCH", made.location(), secret)).hasStatus(200);
    assertThat(admin.delete(made.location())).hasStatus(200);
    assertThat(admin.get(made.location())).hasStatus(404);
  }

  /// A rule is found again in the list alone: there is no reading of one.
  @Test
  void managesAnImmutableTagRule() {
    var stage = Stage.in(registry, false);
    var place = stage.project().api() + "/immutabletagrules";
    var made = admin.send("POST", place, stage.ruleForm(0));
    assertThat(made).hasStatus(201);
    int id = made.newId();
    assertThat(listed(place, id)).isTrue();
    var changed = new HashMap<>(stage.ruleForm(id));
    changed.put("disabled", false);
    assertThat(admin.send("PUT", made.location(), changed)).hasStatus(200);
    assertThat(admin.delete(made.location())).hasStatus(200);
    assertThat(listed(place, id)).isFalse();
  }

  @Test
  void setsTheRegistry() {
    for (var sent :
        List.of(
            Map.<String, Object>of("project_creation_restriction", "everyone"),
            Map.<String, Object>of("robot_token_duration", 30, "robot_name_prefix", "robot$"),
            Map.<String, Object>of("auth_mode", "db_auth"))) {
      assertThat(admin.send("PUT", API + "/configurations", sent)).hasStatus(200);
      var read = admin.get(API + "/configurations").json();
      sent.forEach((key, value) ->
          assertThat(read.path(key).path("value").asString()).isEqualTo(value.toString()));
    }
    var accepted = Map.of("items", List.of(Map.of("cve_id", "CVE-2026-1")));
    assertThat(admin.send("PUT", API + "/system/CVEAllowlist", accepted)).hasStatus(200);
    assertThat(admin.get(API + "/system/CVEAllowlist").text()).contains("CVE-2026-1");
    assertThat(admin.send("PUT", API + "/system/CVEAllowlist", Map.of("items", List.of())))
        .hasStatus(200);
  }

  @Test
  void isToldWhatIsLeftForLater() {
    for (var place :
        List.of(
            "/registries",
            "/replication/policies",
            "/retentions/1",
            "/system/gc/schedule",
            "/system/purgeaudit/schedule",
            "/system/scanAll/schedule",
            "/scanners",
            "/p2p/preheat/instances")) {
      assertThat(admin.get(API + place)).isRefused(501, "NOT_IMPLEMENTED");
    }
  }

  /// The provider keeps the cookies that it is given, is refused for want of a token, and asks once
  /// more with the one that came with the refusal.
  @Test
  void asksOnceMoreWithTheTokenOfTheRefusal() {
    var session = new Browser(registry);
    session.get("/c/log_out");
    var form = Map.of("principal", "admin", "password", Registry.ADMIN.password());
    assertThat(session.form("/c/login", form)).hasStatus(200);
    session.forgetToken();
    var label = Map.of("name", Names.fresh("label"), "scope", "g");
    assertThat(session.send("POST", API + "/labels", label)).hasStatus(403);
    var made = session.send("POST", API + "/labels", label);
    assertThat(made).hasStatus(201);
    assertThat(admin.delete(made.location())).hasStatus(200);
  }

  @Test
  void writesSlashesOfNamesTwiceEscaped() {
    var project = new World(registry).privateProject();
    project.repository("a/b/c").push("1", Image.of());
    var path = project.api() + "/repositories/a%252Fb%252Fc";
    assertThat(admin.get(path).json().path("name").asString()).isEqualTo(project.name() + "/a/b/c");
    assertThat(admin.get(path + "/artifacts/1")).hasStatus(200);
    assertThat(admin.delete(path)).hasStatus(200);
    assertThat(admin.get(path)).hasStatus(404);
  }

  private void lives(Resource resource) {
    var made = admin.send("POST", resource.place(), resource.made());
    assertThat(made).hasStatus(201);
    var path = made.location();
    assertThat(admin.get(path)).hasStatus(200);
    assertThat(admin.send("PUT", path, resource.changed())).hasStatus(200);
    var after = admin.get(path);
    assertThat(after).hasStatus(200);
    resource.changed().forEach((key, value) -> assertShows(after, key, value));
    assertThat(listed(resource.place() + "?scope=g", made.newId())).isTrue();
    assertThat(admin.delete(path)).hasStatus(200);
    assertThat(admin.get(path)).hasStatus(404);
    assertThat(listed(resource.place() + "?scope=g", made.newId())).isFalse();
  }

  private static void assertShows(Answer answer, String key, Object value) {
    var shown = answer.json().path(key);
    if (value instanceof Map<?, ?> inner) {
      inner.forEach((name, it) -> assertThat(shown.path(name.toString()).asString()).isEqualTo(it));
    } else {
      assertThat(shown.asString()).as(answer.toString()).isEqualTo(value.toString());
    }
  }

  /// Pages until one is empty, as the provider does when it imports.
  private boolean listed(String place, int id) {
    for (int page = 1; ; page++) {
      var sign = place.contains("?") ? "&" : "?";
      var rows = admin.get("%s%spage=%d&page_size=50".formatted(place, sign, page));
      assertThat(rows).hasStatus(200);
      if (rows.json().isEmpty()) {
        return false;
      }
      if (rows.json().valueStream().anyMatch(it -> number(it) == id)) {
        return true;
      }
    }
  }

  private static int number(JsonNode row) {
    return Stream.of("id", "project_id", "user_id")
        .filter(row::has)
        .findFirst()
        .map(it -> row.path(it).asInt())
        .orElse(0);
  }

  private static Map<String, Object> person(String key, Object value) {
    var name = Names.fresh("terraformed");
    var person = new HashMap<String, Object>();
    person.put("email", name + "@example.org");
    person.put(key, value);
    if (value.equals("First")) {
      person.put("username", name);
      person.put("password", World.PASSWORD);
    }
    return person;
  }
}
