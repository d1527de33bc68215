package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Pages;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Projects.
@AgainstTheRegistry
class ProjectsTest {
  private static final String PROJECTS = "/api/v2.0/projects";

  private final Registry registry;
  private final World world;
  private final Client admin;

  ProjectsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void liveFromCreationToDeletion() {
    var project = world.privateProject();
    var read = admin.get(project.api());
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("name").asString()).isEqualTo(project.name());
    assertThat(read.json().path("metadata").path("public").asString()).isEqualTo("false");
    assertThat(admin.get(PROJECTS + "/" + project.id()).json()).isEqualTo(read.json());

    var opened = Map.of("metadata", Map.of("public", "true"));
    assertThat(admin.send("PUT", project.api(), opened)).hasStatus(200);
    var metadata = registry.asNobody().get(project.api()).json().path("metadata");
    assertThat(metadata.path("public").asString()).isEqualTo("true");

    assertThat(admin.delete(project.api())).hasStatus(200);
    assertThat(admin.get(project.api())).isRefused(404, "NOT_FOUND");
    assertThat(admin.delete(project.api())).isRefused(404, "NOT_FOUND");
    assertThat(admin.head(PROJECTS + "?project_name=" + project.name())).hasStatus(404);
  }

  @Test
  void haveNamesOfTheirOwn() {
    var project = world.privateProject();
    assertThat(admin.head(PROJECTS + "?project_name=" + project.name())).hasStatus(200);
    assertThat(create(admin, project.name())).isRefused(409, "CONFLICT");
    assertThat(admin.delete(project.api())).hasStatus(200);
    assertThat(create(admin, project.name())).hasStatus(201);
  }

  @Test
  void haveNamesOfAForm() {
    for (var name : List.of("", "UPPER", "a b", "-a", "a/b", "ä", "a..b", "x".repeat(256))) {
      assertThat(create(admin, name).status()).as(name).isIn(400, 422);
    }
  }

  @Test
  void areMadeByUsersWhoBecomeTheirAdministrators() {
    var user = registry.as(world.user());
    var name = Names.fresh("own");
    assertThat(create(user, name)).hasStatus(201);
    assertThat(user.get(PROJECTS + "/" + name).json().path("current_user_role_id").asInt())
        .isEqualTo(Role.PROJECT_ADMIN.id());
    assertThat(create(registry.asNobody(), Names.fresh("nobodys"))).isRefused(401, "UNAUTHORIZED");
  }

  private static portolan.acceptance.client.Answer create(Client client, String name) {
    return client.send("POST", PROJECTS, Map.of("project_name", name));
  }

  @Test
  void areListedToThoseWhoMaySeeThem() {
    var open = world.publicProject();
    var closed = world.privateProject();
    var member = registry.as(closed.member(Role.LIMITED_GUEST));
    assertThat(names(admin)).contains(open.name(), closed.name());
    assertThat(names(member)).contains(open.name(), closed.name());
    assertThat(names(registry.as(world.user())))
        .contains(open.name())
        .doesNotContain(closed.name());
    assertThat(names(registry.asNobody())).contains(open.name()).doesNotContain(closed.name());
  }

  private static List<String> names(Client client) {
    var names = new ArrayList<String>();
    var next = Optional.of(PROJECTS + "?page_size=100");
    while (next.isPresent()) {
      var page = client.get(next.get());
      assertThat(page).hasStatus(200);
      names.addAll(page.each("/name"));
      next = Pages.next(page);
    }
    return names;
  }

  @Test
  void areListedInPagesAndByName() {
    var prefix = Names.fresh("listed");
    for (var end : List.of("a", "b", "c")) {
      world.project(prefix + "-" + end, false);
    }
    var query = PROJECTS + "?q=name=~" + prefix + "-&page_size=2";
    var first = admin.get(query + "&page=1");
    assertThat(first).hasStatus(200).hasHeader("X-Total-Count", "3");
    assertThat(first.each("/name")).containsExactly(prefix + "-a", prefix + "-b");
    assertThat(first.must("Link")).contains("page=2", "rel=\"next\"");
    var second = admin.get(query + "&page=2");
    assertThat(second.each("/name")).containsExactly(prefix + "-c");
    assertThat(second.must("Link")).contains("rel=\"prev\"");
    assertThat(admin.get(query + "&sort=-name").each("/name"))
        .containsExactly(prefix + "-c", prefix + "-b");
    assertThat(admin.get(PROJECTS + "?name=" + prefix + "-b").each("/name"))
        .containsExactly(prefix + "-b");
  }

  @Test
  void areNotDeletedWhileTheyHoldRepositories() {
    var project = world.privateProject();
    project.repository("in-the-way").push("1", Image.of());
    assertThat(admin.delete(project.api())).isRefused(412, "PRECONDITION");
    assertThat(admin.delete(project.repository("in-the-way").api())).hasStatus(200);
    assertThat(admin.delete(project.api())).hasStatus(200);
  }

  @Test
  void sumUpWhatIsInThem() {
    var project = world.projectOf(1 << 20);
    project.member(Role.DEVELOPER);
    project.member(Role.GUEST);
    var image = project.repository("app").push("1", Image.of("a layer"));
    var summary = admin.get(project.api() + "/summary");
    assertThat(summary).hasStatus(200);
    assertThat(summary.json().path("repo_count").asInt()).isEqualTo(1);
    assertThat(summary.json().path("developer_count").asInt()).isEqualTo(1);
    assertThat(summary.json().path("guest_count").asInt()).isEqualTo(1);
    assertThat(summary.json().at("/quota/hard/storage").asLong()).isEqualTo(1 << 20);
    assertThat(summary.json().at("/quota/used/storage").asLong()).isEqualTo(image.size());
  }

  @Test
  void beginWithTheLibrary() {
    var library = registry.asNobody().get(PROJECTS + "/library");
    assertThat(library).hasStatus(200);
    assertThat(library.json().path("metadata").path("public").asString()).isEqualTo("true");
  }

  @Test
  void changeOnlyByTheirAdministrators() {
    var project = world.privateProject();
    var opened = Map.of("metadata", Map.of("public", "true"));
    for (var role : List.of(Role.MAINTAINER, Role.DEVELOPER, Role.GUEST, Role.LIMITED_GUEST)) {
      var member = registry.as(project.member(role));
      assertThat(member.send("PUT", project.api(), opened)).isRefused(403, "FORBIDDEN");
      assertThat(member.delete(project.api())).isRefused(403, "FORBIDDEN");
    }
    assertThat(admin.get(project.api()).json().at("/metadata/public").asString())
        .isEqualTo("false");
  }

  @Test
  void areGivenLimitsAndRegistriesByAdministratorsAlone() {
    var user = registry.as(world.user());
    for (long limit : List.of(-7L, Long.MAX_VALUE)) {
      var name = Names.fresh("limited");
      var form = Map.of("project_name", name, "storage_limit", limit);
      assertThat(admin.send("POST", PROJECTS, form)).isRefused(400, "BAD_REQUEST");
      assertThat(user.send("POST", PROJECTS, form)).hasStatus(201);
      assertThat(
              admin
                  .get(PROJECTS + "/" + name + "/summary")
                  .json()
                  .at("/quota/hard/storage")
                  .asLong())
          .isEqualTo(-1);
    }
    for (long number : List.of(1L, 0L, -1L)) {
      var proxy = Map.of("project_name", Names.fresh("proxy"), "registry_id", number);
      assertThat(admin.send("POST", PROJECTS, proxy)).isRefused(400, "BAD_REQUEST");
      assertThat(user.send("POST", PROJECTS, proxy)).isRefused(403, "FORBIDDEN");
      assertThat(registry.asNobody().send("POST", PROJECTS, proxy)).isRefused(401, "UNAUTHORIZED");
    }
    var none = Map.of("project_name", Names.fresh("proxy"), "registry_id", 0);
    assertThat(admin.send("POST", PROJECTS, none))
        .says("0 is invalid value of registry_id, it should be geater than 0");
  }

  @Test
  void keepTheirSettingsInOneForm() {
    var path = world.privateProject().api();
    var odd =
        Map.of("prevent_vul", "T", "auto_scan", "0", "severity", "High", "no_such_setting", "x");
    assertThat(admin.send("PUT", path, Map.of("metadata", odd))).hasStatus(200);
    var metadata = admin.get(path).json().path("metadata");
    assertThat(metadata.path("prevent_vul").asString()).isEqualTo("true");
    assertThat(metadata.path("auto_scan").asString()).isEqualTo("false");
    assertThat(metadata.path("severity").asString()).isEqualTo("high");
    assertThat(set(path, "severity", "Negligible")).hasStatus(200);
    assertThat(admin.get(path + "/metadatas/severity").json().path("severity").asString())
        .isEqualTo("none");
    assertThat(set(path, "severity", "Unknown"))
        .isRefused(400, "BAD_REQUEST")
        .says("invalid value: Unknown");
    assertThat(set(path, "auto_scan", "yes")).isRefused(400, "BAD_REQUEST");
    assertThat(set(path, "max_upstream_conn", "-1")).hasStatus(200);
    assertThat(set(path, "max_upstream_conn", "8")).hasStatus(200);
    for (var many : List.of("0", "-2", "", "many")) {
      assertThat(set(path, "max_upstream_conn", many)).isRefused(400, "BAD_REQUEST");
    }
  }

  @Test
  void areOpenedInAllOfHarborsWordsOnceTheyAreThere() {
    var path = world.privateProject().api();
    for (var word : List.of("1", "T", "TRUE", "True")) {
      assertThat(set(path, "public", word)).hasStatus(200);
      assertThat(isPublic(path)).isEqualTo("true");
      assertThat(admin.send("PUT", path, Map.of("metadata", Map.of("public", "f")))).hasStatus(200);
      assertThat(isPublic(path)).isEqualTo("false");
    }
    assertThat(set(path, "public", "maybe")).isRefused(400, "BAD_REQUEST");
    var odd = Map.of("project_name", Names.fresh("odd"), "metadata", Map.of("public", "1"));
    assertThat(admin.send("POST", PROJECTS, odd))
        .isRefused(400, "BAD_REQUEST")
        .says("metadata.public should only be 'true' or 'false', but got: '1'");
  }

  private String isPublic(String project) {
    return admin.get(project).json().at("/metadata/public").asString();
  }

  @Test
  void keepNothingOfAProxyThatTheyAreNot() {
    var ofProxies =
        Map.of(
            "proxy_speed_kb", "nonsense", "max_upstream_conn", "0", "proxy_referrer_api", "true");
    var name = Names.fresh("direct");
    var form = Map.of("project_name", name, "metadata", ofProxies);
    assertThat(admin.send("POST", PROJECTS, form)).hasStatus(201);
    var path = PROJECTS + "/" + name;
    assertThat(admin.send("PUT", path, Map.of("metadata", ofProxies))).hasStatus(200);
    assertThat(admin.get(path).json().path("metadata").propertyNames()).containsExactly("public");
  }

  @Test
  void areToldWhoseAllowlistCountsWithAllElse() {
    var path = world.privateProject().api();
    var key = "reuse_sys_cve_allowlist";
    assertThat(admin.send("PUT", path, Map.of("metadata", Map.of(key, "false")))).hasStatus(200);
    assertThat(admin.get(path).json().path("metadata").path(key).asString()).isEqualTo("false");
    assertThat(set(path, key, "true")).isRefused(400, "BAD_REQUEST").says("invalid key: " + key);
    assertThat(admin.send("POST", path + "/metadatas/", Map.of(key, "true")))
        .isRefused(400, "BAD_REQUEST");
  }

  private Answer set(String project, String key, String value) {
    return admin.send("PUT", project + "/metadatas/" + key, Map.of(key, value));
  }

  @Test
  void refuseBodiesThatAreNone() {
    for (var body : List.of("", "{", "[]", "\"x\"", "{\"project_name\":7}")) {
      assertThat(admin.send("POST", PROJECTS, body).status()).as(body).isIn(400, 422);
    }
    var deep = "{\"project_name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(admin.send("POST", PROJECTS, deep).status()).isIn(400, 413, 422);
    var large = "{\"project_name\":\"" + "x".repeat(2 << 20) + "\"}";
    assertThat(admin.send("POST", PROJECTS, large).status()).isIn(400, 413, 422);
  }
}
