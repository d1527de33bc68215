package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// How queries and headers are read, and what is said of those that do not fit.
@AgainstTheRegistry
class ParametersTest {
  private static final String API = "/api/v2.0";

  private final World world;
  private final Client admin;

  ParametersTest(Registry registry) {
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/search?q=", "/users/search?username=", "/usergroups/search?groupname="})
  void thatAreRequiredSaySomething(String path) {
    var name = path.replaceAll(".*\\?(.*)=", "$1");
    assertThat(admin.get(API + path))
        .isRefused(422, "UNPROCESSABLE_ENTITY")
        .says(name + " in query is required");
  }

  @Test
  void thatNameNothingAreNotTakenForAFreeName() {
    assertThat(admin.send("HEAD", API + "/projects?project_name=", "")).hasStatus(422);
    var copy = world.privateProject().repository("copy").api() + "/artifacts?from=";
    assertThat(admin.send("POST", copy, ""))
        .isRefused(422, "UNPROCESSABLE_ENTITY")
        .says("from in query is required");
  }

  @Test
  void sayYesAndNoInAllOfHarborsWords() {
    var open = world.publicProject().name();
    var closed = world.privateProject().name();
    for (var yes : new String[] {"true", "1", "t", "yes", "TRUE"}) {
      var list =
          admin.get(API + "/projects?q=name=%7B" + open + "%20" + closed + "%7D&public=" + yes);
      assertThat(list.each("/name")).containsExactly(open);
    }
    for (var no : new String[] {"false", "0", "f", "no"}) {
      var list =
          admin.get(API + "/projects?q=name=%7B" + open + "%20" + closed + "%7D&public=" + no);
      assertThat(list.each("/name")).containsExactly(closed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/projects, public",
    "/projects, with_detail",
    "/auditlog-exts, with_detail",
    "/projects/library/artifacts, latest_in_repository",
    "/projects/library/artifacts, with_tag",
  })
  void areNamedWithWhatTheySaid(String path, String name) {
    assertThat(admin.get(API + path + "?" + name + "=maybe"))
        .isRefused(422, "UNPROCESSABLE_ENTITY")
        .says(name + " in query must be of type boolean: \\\"maybe");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, repository, id artifact_count pull_count project_id, name creation_time update_time",
    "POST, /labels, id project_id, color creation_time update_time",
    "PUT, label, id project_id, scope creation_time update_time",
    "PUT, /system/CVEAllowlist, id project_id expires_at, creation_time update_time",
  })
  void areOfTheirTypesEvenWhereNobodyReadsThem(
      String method, String what, String numbers, String texts) {
    var path = path(what);
    for (var number : numbers.split(" ")) {
      assertThat(admin.send(method, path, Map.of(number, "7")))
          .isRefused(422, "UNPROCESSABLE_ENTITY");
    }
    for (var text : texts.split(" ")) {
      assertThat(admin.send(method, path, Map.of(text, 7))).isRefused(422, "UNPROCESSABLE_ENTITY");
    }
  }

  private String path(String what) {
    return switch (what) {
      case "repository" -> {
        var repository = world.privateProject().repository("typed");
        repository.push("v1", Image.of());
        var read = admin.get(repository.api());
        assertThat(admin.send("PUT", repository.api(), read.json())).hasStatus(200);
        yield repository.api();
      }
      case "label" -> {
        var label = Map.of("name", Names.fresh("typed"), "scope", "g");
        var path = API + "/labels/" + admin.send("POST", API + "/labels", label).newId();
        assertThat(admin.send("PUT", path, admin.get(path).json())).hasStatus(200);
        yield path;
      }
      default -> API + what;
    };
  }

  @Test
  void takeAStarBehindABackslashForATag() {
    var repository = world.privateProject().repository("app");
    repository.push("v1", Image.of());
    var artifacts = repository.api() + "/artifacts?q=tags=";
    assertThat(admin.get(artifacts + "*").each("/id")).hasSize(1);
    assertThat(admin.get(artifacts + "%5C*").each("/id")).isEmpty();
  }

  @Test
  void askForRobotsOfLevelsThatThereAre() {
    assertThat(admin.get(API + "/robots?q=Level=system")).hasStatus(200);
    assertThat(admin.get(API + "/robots?q=Level=galaxy"))
        .isRefused(400, "BAD_REQUEST")
        .says("bad request error level input: galaxy");
  }

  @Test
  void nameRepositoriesAsTheyAreCalled() {
    var repository = API + "/projects/library/repositories/a%252F..";
    assertThat(admin.delete(repository)).isRefused(404, "NOT_FOUND").says("library/a/.. ");
    assertThat(admin.get(repository)).isRefused(404, "NOT_FOUND").says("library/a/.. ");
  }
}
