package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.world.Waiting.eventually;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;
import tools.jackson.databind.JsonNode;

/// What was pulled and by whom, and who was turned away.
@AgainstTheRegistry
class VisitsTest {
  private final Registry registry;
  private final World world;
  private final Client admin;

  VisitsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void countPullsOfManifestsAndSayWhoPulled() throws InterruptedException {
    var project = world.privateProject();
    var repository = project.repository("app");
    var image = repository.push("v1", Image.of("a layer"));
    repository.pushManifest("v2", image.manifest());
    var guest = project.member(Role.GUEST);
    var reading = repository.as(registry.as(guest));
    assertThat(admin.get(repository.api()).json().path("pull_count").asInt()).isZero();

    assertThat(reading.manifest("v1")).hasStatus(200);
    assertThat(reading.manifest("v1")).hasStatus(200);
    assertThat(reading.manifest(image.digest())).hasStatus(200);
    assertThat(registry.as(guest).head(repository.path("manifests/v1"))).hasStatus(200);

    eventually(() -> admin.get(repository.api()).json().path("pull_count").asInt() >= 3);
    assertThat(admin.get(repository.api()).json().path("pull_count").asInt()).isEqualTo(3);
    var artifact = admin.get(repository.api() + "/artifacts/v1").json();
    assertThat(artifact.path("pull_time").asString()).startsWith("20");
    var tags = admin.get(repository.api() + "/artifacts/v1/tags?sort=name").json();
    assertThat(tags.at("/0/pull_time").asString()).startsWith("20");
    assertThat(tags.at("/1/pull_time").asString()).isEqualTo("0001-01-01T00:00:00.000Z");
    assertThat(tags.findValuesAsString("pull_time"))
        .containsExactlyInAnyOrderElementsOf(artifact.path("tags").findValuesAsString("pull_time"));
    repository.push("v1", Image.of("moved"));
    assertThat(pulled(repository, "v1")).startsWith("20");
    assertThat(admin.delete(repository.api() + "/artifacts/v1/tags/v1")).hasStatus(200);
    repository.push("v1", image);
    assertThat(pulled(repository, "v1")).isEqualTo("0001-01-01T00:00:00.000Z");
    var logs = admin.get(project.api() + "/logs?q=operation=pull&page_size=100").json();
    assertThat(logs.valueStream().map(entry -> entry.path("resource").asString()))
        .contains(repository.name() + ":v1", repository.name() + "@" + image.digest());
    assertThat(logs.valueStream().map(entry -> entry.path("username").asString()))
        .containsOnly(guest.name());
  }

  private String pulled(Repository repository, String tag) {
    var found = admin.get(repository.api() + "/artifacts/" + tag + "/tags?q=name=" + tag).json();
    return found.at("/0/pull_time").asString();
  }

  @Test
  void showRefusedSignInsAndWritesButNoPassword() throws InterruptedException {
    var project = world.privateProject();
    var guest = project.member(Role.GUEST);
    var wrong = registry.as(new Person(guest.name(), "Wrong-Secret-77"));
    assertThat(wrong.get("/api/v2.0/users/current").status()).isEqualTo(401);
    assertThat(registry.as(guest).send("PUT", project.api(), Map.of("metadata", Map.of())).status())
        .isEqualTo(403);

    eventually(() -> refused("login", guest.name()) && refused("update", project.api()));
    assertThat(admin.get("/api/v2.0/audit-logs?page_size=100").text())
        .doesNotContain("Wrong-Secret-77");
  }

  private boolean refused(String operation, String resource) {
    var logs = admin.get("/api/v2.0/audit-logs?page_size=100&q=operation=" + operation).json();
    return logs.valueStream()
        .map((JsonNode entry) -> entry.path("resource").asString())
        .anyMatch(resource::equals);
  }
}
