package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Roles in some repositories of a project.
@AgainstTheRegistry
class RepositoryGrantsTest {
  private final Registry registry;
  private final World world;
  private final Client admin;
  private Project project;
  private Repository inside;
  private Repository outside;
  private Person person;
  private Client client;

  RepositoryGrantsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @BeforeEach
  void newProject() {
    project = world.privateProject();
    inside = project.repository("team/app");
    outside = project.repository("other");
    inside.push("1", Image.of("inside"));
    outside.push("1", Image.of("outside"));
    person = world.user();
    client = registry.as(person);
  }

  @Test
  void openTheseRepositoriesAndNoOthers() {
    assertThat(inside.as(client).manifest("1")).hasStatus(401, 403, 404);
    assertThat(client.get(project.api())).isRefused(403, "FORBIDDEN");

    grant(Role.DEVELOPER, "team/**");

    assertThat(inside.as(client).manifest("1")).hasStatus(200);
    inside.as(client).push("2", Image.of("by a guest of the house"));
    project.repository("team/new").as(client).push("1", Image.of("new"));
    assertThat(inside.as(client).deleteManifest("1")).hasStatus(401, 403);
    assertThat(outside.as(client).manifest("1")).hasStatus(401, 403, 404);
    assertThat(outside.as(client).begin()).hasStatus(401, 403, 404);

    assertThat(client.get(inside.api())).hasStatus(200);
    assertThat(client.get(inside.api() + "/artifacts/1")).hasStatus(200);
    assertThat(client.send("PUT", inside.api(), Map.of("description", "ours"))).hasStatus(200);
    assertThat(client.delete(inside.api())).isRefused(403, "FORBIDDEN");
    for (var path : List.of("", "/artifacts", "/artifacts/1", "/artifacts/1/tags")) {
      assertThat(client.get(outside.api() + path)).isRefused(403, "FORBIDDEN");
    }
    var copy = project.repository("team/copy").api() + "/artifacts?from=" + outside.name() + ":1";
    assertThat(client.post(copy)).isRefused(403, "FORBIDDEN");
  }

  @Test
  void showTheProjectAndTheseRepositoriesInLists() {
    grant(Role.GUEST, "team/*");
    assertThat(client.get(project.api())).hasStatus(200);
    assertThat(client.get("/api/v2.0/projects?name=" + project.name()).each("/name"))
        .containsExactly(project.name());
    assertThat(client.get(project.api() + "/repositories"))
        .hasStatus(200)
        .hasHeader("X-Total-Count", "1");
    assertThat(client.get(project.api() + "/repositories").each("/name"))
        .containsExactly(inside.name());
    for (var path : List.of(project.api(), project.api() + "/summary")) {
      assertThat(client.get(path).json().path("repo_count").asInt()).as(path).isEqualTo(1);
      assertThat(admin.get(path).json().path("repo_count").asInt()).as(path).isEqualTo(2);
    }
    assertThat(client.get("/api/v2.0/projects?name=" + project.name()).each("/repo_count"))
        .containsExactly("1");
    for (var path : List.of("/members", "/robots", "/logs", "/artifacts", "/repositorygrants")) {
      assertThat(client.get(project.api() + path).status()).as(path).isIn(403, 404);
    }
    assertThat(client.get("/api/v2.0/repositories?page_size=100").each("/name"))
        .doesNotContain(inside.name(), outside.name());
  }

  @Test
  void areInTokensAndEndAtOnceInThemToo() {
    var grant = grant(Role.DEVELOPER, "team/**");
    var scopes =
        "&scope=repository:"
            + inside.name()
            + ":pull,push&scope=repository:"
            + outside.name()
            + ":pull,push";
    var given = client.get("/service/token?service=harbor-registry" + scopes);
    var token = given.json().path("token").asString();
    var bearing = registry.asNobody().bearing(token);
    assertThat(inside.as(bearing).manifest("1")).hasStatus(200);
    assertThat(inside.as(bearing).begin()).hasStatus(202);
    assertThat(outside.as(bearing).manifest("1")).hasStatus(401, 403, 404);

    assertThat(admin.send("PUT", grant, Map.of("role_id", Role.GUEST.id()))).hasStatus(200);
    assertThat(inside.as(bearing).begin()).hasStatus(401, 403);
    assertThat(inside.as(bearing).manifest("1")).hasStatus(200);

    assertThat(admin.delete(grant)).hasStatus(200);
    assertThat(inside.as(bearing).manifest("1")).hasStatus(401, 403, 404);
    assertThat(client.get(inside.api())).isRefused(403, "FORBIDDEN");
  }

  @Test
  void areGivenByThoseWhoAdministerTheProjectAndAreInItsLog() {
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    var maintainer = registry.as(project.member(Role.MAINTAINER));
    var path = project.api() + "/repositorygrants";
    assertThat(maintainer.send("POST", path, form("team/**", Role.GUEST)))
        .isRefused(403, "FORBIDDEN");
    assertThat(client.send("POST", path, form("team/**", Role.GUEST))).isRefused(403, "FORBIDDEN");
    var made = head.send("POST", path, form("team/**", Role.GUEST));
    assertThat(made).hasStatus(201);
    assertThat(head.send("POST", path, form("team/**", Role.GUEST))).isRefused(409, "CONFLICT");
    assertThat(head.send("POST", path, form("{a,b}", Role.GUEST))).isRefused(400, "BAD_REQUEST");
    assertThat(head.send("POST", path, Map.of("repositories", "a", "role_id", 1)))
        .isRefused(400, "BAD_REQUEST");
    var read = maintainer.get(made.location());
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("entity_name").asString()).isEqualTo(person.name());
    assertThat(read.json().path("repositories").asString()).isEqualTo("team/**");
    assertThat(read.json().path("role_name").asString()).isEqualTo("guest");
    assertThat(maintainer.get(path)).hasStatus(200).hasHeader("X-Total-Count", "1");
    var elsewhere = world.privateProject().api();
    var foreign = elsewhere + made.location().substring(made.location().indexOf("/repositoryg"));
    assertThat(admin.get(foreign)).isRefused(404, "NOT_FOUND");
    assertThat(admin.delete(foreign)).isRefused(404, "NOT_FOUND");

    assertThat(head.send("PUT", made.location(), Map.of("role_id", 2))).hasStatus(200);
    assertThat(head.delete(made.location())).hasStatus(200);
    assertThat(head.get(made.location())).isRefused(404, "NOT_FOUND");
    var log =
        admin.get(
            project.api() + "/auditlog-exts?with_detail=true&q=resource_type=repository-grant");
    assertThat(log.json().valueStream().map(it -> it.path("operation").asString()))
        .containsExactly("delete", "update", "create");
    assertThat(log.text()).contains("team/**", "guest", "developer");
  }

  private String grant(Role role, String repositories) {
    var made = admin.send("POST", project.api() + "/repositorygrants", form(repositories, role));
    assertThat(made).hasStatus(201);
    return made.location();
  }

  private Map<String, Object> form(String repositories, Role role) {
    return Map.of(
        "repositories",
        repositories,
        "role_id",
        role.id(),
        "member_user",
        Map.of("username", person.name()));
  }
}
