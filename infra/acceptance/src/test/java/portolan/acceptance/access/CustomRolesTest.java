package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Roles that administrators make.
@AgainstTheRegistry
class CustomRolesTest {
  private static final String ROLES = "/api/v2.0/roles";

  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;

  CustomRolesTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
  }

  @Test
  void giveWhatTheySayAndFollowEveryChange() {
    var role = role("repository:pull", "repository:push", "member:list");
    var person = world.user();
    var membership = give(person, number(role));
    var client = registry.as(person);
    var repository = project.repository("app").as(client);
    repository.push("1", Image.of("pushed by a custom role"));
    assertThat(client.get(project.api() + "/members")).hasStatus(200);
    assertThat(client.get(project.api() + "/robots").status()).isIn(403, 404);
    assertThat(repository.deleteManifest("1")).hasStatus(401, 403);
    var scope = "&scope=repository:" + repository.name() + ":pull,push";
    var token = client.get("/service/token?service=harbor-registry" + scope).json();
    var bearing = repository.as(registry.asNobody().bearing(token.path("token").asString()));
    assertThat(bearing.begin()).hasStatus(202);

    assertThat(admin.send("PUT", role, form(null, "repository:pull"))).hasStatus(200);
    assertThat(bearing.begin()).hasStatus(401, 403);
    assertThat(bearing.manifest("1")).hasStatus(200);
    assertThat(client.get(project.api() + "/members")).isRefused(403, "FORBIDDEN");

    assertThat(admin.delete(membership)).hasStatus(200);
    assertThat(bearing.manifest("1")).hasStatus(401, 403, 404);
  }

  @Test
  void keepWhatAChangeDoesNotName() {
    var role = role("repository:pull", "tag:list");
    assertThat(admin.send("PUT", role, Map.of("description", "only looks"))).hasStatus(200);
    var changed = admin.get(role).json();
    assertThat(changed.path("description").asString()).isEqualTo("only looks");
    assertThat(changed.path("shown_as_role_id").asInt()).isEqualTo(3);
    assertThat(changed.path("permissions").size()).isEqualTo(2);
  }

  @Test
  void lookToHarborsClientsLikeARoleThatTheyKnow() {
    var role = role("repository:pull");
    var person = world.user();
    var membership = give(person, number(role));
    var member = admin.get(membership).json();
    assertThat(member.path("role_id").asInt()).isEqualTo(3);
    assertThat(member.path("role_name").asString()).isEqualTo("guest");
    assertThat(member.path("custom_role_id").asInt()).isEqualTo(number(role));
    var seen = registry.as(person).get("/api/v2.0/projects?name=" + project.name()).json().get(0);
    assertThat(seen.path("current_user_role_id").asInt()).isEqualTo(3);

    assertThat(admin.send("PUT", membership, Map.of("role_id", 2))).hasStatus(200);
    var changed = admin.get(membership).json();
    assertThat(changed.path("role_name").asString()).isEqualTo("developer");
    assertThat(changed.has("custom_role_id")).isFalse();
    var log = admin.get(project.api() + "/auditlog-exts?with_detail=true&q=resource_type=member");
    assertThat(log.text()).contains("customRole");
  }

  @Test
  void showAndCopyOnlyWhatTheyLetPullAndList() {
    var own = world.privateProject();
    var person = own.member(Role.PROJECT_ADMIN);
    var role = role("artifact:read");
    give(person, number(role));
    var repository = project.repository("app");
    repository.push("1", Image.of("not for copying"));
    var client = registry.as(person);
    var copy = own.api() + "/repositories/copy/artifacts?from=" + repository.name() + ":1";
    assertThat(client.send("POST", copy, Map.of())).isRefused(403, "FORBIDDEN");
    var lists = List.of("/api/v2.0/repositories?page_size=100", "/api/v2.0/search?q=app");
    for (var list : lists) {
      assertThat(client.get(list).text()).doesNotContain(repository.name());
    }

    var more = form(null, "artifact:read", "repository:list", "repository:pull");
    assertThat(admin.send("PUT", role, more)).hasStatus(200);
    for (var list : lists) {
      assertThat(client.get(list).text()).contains(repository.name());
    }
    assertThat(client.send("POST", copy, Map.of())).hasStatus(201);
  }

  @Test
  void giveNothingByWhichOthersGetMore() {
    for (var permission :
        List.of("member:create", "robot:create", "project:update", "metadata:update")) {
      assertThat(admin.send("POST", ROLES, form(Names.fresh("role"), permission)))
          .isRefused(400, "BAD_REQUEST");
    }
    var withNull = form(Names.fresh("role"));
    withNull.put("permissions", Collections.singletonList(null));
    assertThat(admin.send("POST", ROLES, withNull)).isRefused(400, "BAD_REQUEST");
  }

  @Test
  void canBeHeldInSomeRepositories() {
    var role = role("repository:pull", "member:list");
    var person = world.user();
    project.repository("a").push("1", Image.of("a"));
    project.repository("b").push("1", Image.of("b"));
    assertThat(
            admin.send(
                "POST",
                project.api() + "/repositorygrants",
                Map.of(
                    "repositories",
                    "a",
                    "custom_role_id",
                    number(role),
                    "member_user",
                    Map.of("username", person.name()))))
        .hasStatus(201);
    var client = registry.as(person);
    assertThat(project.repository("a").as(client).manifest("1")).hasStatus(200);
    assertThat(project.repository("b").as(client).manifest("1")).hasStatus(401, 403, 404);
    assertThat(client.get(project.api() + "/members")).isRefused(403, "FORBIDDEN");
  }

  @Test
  void areMadeByAdministratorsAndStayWhileSomebodyHasThem() {
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    assertThat(head.send("POST", ROLES, form(Names.fresh("role"), "repository:pull")))
        .isRefused(403, "FORBIDDEN");
    assertThat(registry.asNobody().get(ROLES)).isRefused(401, "UNAUTHORIZED");
    var role = role("repository:pull");
    assertThat(head.get(role)).hasStatus(200);
    assertThat(head.get(ROLES + "?page_size=100").each("/id")).contains(number(role) + "");
    assertThat(head.send("PUT", role, form(null, "repository:push"))).isRefused(403, "FORBIDDEN");
    assertThat(head.delete(role)).isRefused(403, "FORBIDDEN");
    for (var wrong :
        List.of(
            form("developer", "repository:pull"),
            form(Names.fresh("role"), "repository:fly"),
            form(Names.fresh("role"), "robot:create"),
            form(Names.fresh("role"), "member:create"),
            form(Names.fresh("role")),
            Map.of(
                "name", Names.fresh("role"),
                "shown_as_role_id", 1,
                "permissions", List.of(Map.of("resource", "repository", "action", "pull"))))) {
      assertThat(admin.send("POST", ROLES, wrong)).isRefused(400, "BAD_REQUEST");
    }
    var membership = give(world.user(), number(role));
    assertThat(admin.delete(role)).isRefused(412, "PRECONDITION");
    assertThat(admin.delete(membership)).hasStatus(200);
    assertThat(admin.delete(role)).hasStatus(200);
    assertThat(admin.get(role)).isRefused(404, "NOT_FOUND");
    var unknown = Map.of("custom_role_id", number(role), "member_user", Map.of("user_id", 1));
    assertThat(admin.send("POST", world.privateProject().api() + "/members", unknown).status())
        .isIn(404, 409);
  }

  private String role(String... permissions) {
    var made = admin.send("POST", ROLES, form(Names.fresh("role"), permissions));
    assertThat(made).hasStatus(201);
    return made.location();
  }

  private static int number(String role) {
    return Integer.parseInt(role.substring(role.lastIndexOf('/') + 1));
  }

  /// @return the path of the membership
  private String give(Person person, int role) {
    var made =
        admin.send(
            "POST",
            project.api() + "/members",
            Map.of("custom_role_id", role, "member_user", Map.of("username", person.name())));
    assertThat(made).hasStatus(201);
    return "/api/v2.0" + made.must("Location").replaceFirst("^/api/v2.0", "");
  }

  private static Map<String, Object> form(String name, String... permissions) {
    var form = new HashMap<String, Object>();
    if (name != null) {
      form.put("name", name);
    }
    form.put("shown_as_role_id", 3);
    form.put(
        "permissions",
        List.of(permissions).stream()
            .map(it -> it.split(":"))
            .map(it -> Map.of("resource", it[0], "action", it[1]))
            .toList());
    return form;
  }
}
