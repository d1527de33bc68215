package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Quotas.
@AgainstTheRegistry
class QuotasTest {
  private static final String QUOTAS = "/api/v2.0/quotas";

  private final Registry registry;
  private final World world;
  private final Client admin;

  QuotasTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void comeWithAProjectAndGoWithIt() {
    var project = world.privateProject();
    var quota = QUOTAS + "/" + project.quota();
    var read = admin.get(quota).json();
    assertThat(read.at("/hard/storage").asLong()).isEqualTo(-1);
    assertThat(read.at("/used/storage").asLong()).isZero();
    assertThat(read.at("/ref/name").asString()).isEqualTo(project.name());

    project.limit(1 << 20);
    assertThat(admin.get(quota).json().at("/hard/storage").asLong()).isEqualTo(1 << 20);
    var image = project.repository("app").push("1", Image.of("a layer"));
    assertThat(admin.get(quota).json().at("/used/storage").asLong()).isEqualTo(image.size());

    assertThat(admin.delete(project.repository("app").api())).hasStatus(200);
    assertThat(admin.get(quota).json().at("/used/storage").asLong()).isZero();
    assertThat(admin.delete(project.api())).hasStatus(200);
    assertThat(admin.get(quota)).isRefused(404, "NOT_FOUND");
  }

  @Test
  void stopUploadsAtTheirBeginningWhenTheLimitWasLowered() {
    var project = world.projectOf(1 << 20);
    var repository = project.repository("app");
    var image = repository.push("1", Image.of("a layer"));
    project.limit(image.size());
    assertThat(repository.begin()).hasStatus(202);
    project.limit(image.size() - 1);
    assertThat(repository.begin()).isRefused(403, "DENIED");
    assertThat(repository.putManifest("2", image.manifest())).hasStatus(201);
  }

  @Test
  void areListedInPages() {
    world.privateProject();
    var list = admin.get(QUOTAS + "?page_size=1");
    assertThat(list).hasStatus(200);
    assertThat(list.each("/id")).hasSize(1);
    assertThat(Integer.parseInt(list.must("X-Total-Count"))).isGreaterThan(1);
  }

  @Test
  void haveLimitsThatMakeSense() {
    var quota = QUOTAS + "/" + world.privateProject().quota();
    for (var limit : List.of(0, -2)) {
      assertThat(admin.send("PUT", quota, Map.of("hard", Map.of("storage", limit))))
          .isRefused(400, "BAD_REQUEST");
    }
    assertThat(admin.send("PUT", quota, "{}").status()).isIn(400, 422);
    assertThat(admin.send("PUT", quota, "{\"hard\":{\"storage\":\"x\"}}").status()).isIn(400, 422);
  }

  @Test
  void areSetByAdministratorsAlone() {
    var project = world.projectOf(1 << 20);
    var head = registry.as(project.member(Role.PROJECT_ADMIN));
    var quota = QUOTAS + "/" + project.quota();
    assertThat(head.send("PUT", quota, Map.of("hard", Map.of("storage", -1))))
        .isRefused(403, "FORBIDDEN");
    assertThat(head.get(QUOTAS)).isRefused(403, "FORBIDDEN");
    assertThat(registry.asNobody().get(QUOTAS)).isRefused(401, "UNAUTHORIZED");
  }
}
