package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Repositories.
@AgainstTheRegistry
class RepositoriesTest {
  private final Registry registry;
  private final World world;
  private final Client admin;

  RepositoriesTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
    this.admin = registry.asAdmin();
  }

  @Test
  void liveFromTheFirstPushToDeletion() {
    var project = world.privateProject();
    var repository = project.repository("deep/inside/app");
    assertThat(admin.get(repository.api())).isRefused(404, "NOT_FOUND");
    var image = repository.push("1", Image.of("a layer"));
    repository.push("2", Image.of("another layer"));
    var read = admin.get(repository.api());
    assertThat(read).hasStatus(200);
    assertThat(read.json().path("name").asString()).isEqualTo(repository.name());
    assertThat(read.json().path("artifact_count").asInt()).isEqualTo(2);

    var described = Map.of("description", "what it is good for");
    assertThat(admin.send("PUT", repository.api(), described)).hasStatus(200);
    assertThat(admin.get(repository.api()).json().path("description").asString())
        .isEqualTo("what it is good for");

    assertThat(admin.delete(repository.api())).hasStatus(200);
    assertThat(admin.get(repository.api())).isRefused(404, "NOT_FOUND");
    assertThat(admin.delete(repository.api())).isRefused(404, "NOT_FOUND");
    assertThat(repository.manifest(image.digest()).status()).isEqualTo(404);
  }

  @Test
  void areGoneAtOnceHoweverLargeAndGiveBackTheirSpaceSoon() throws InterruptedException {
    var project = world.projectOf(1 << 24);
    var repository = project.repository("large");
    var image = repository.push("0", Image.of("a layer"));
    java.util.stream.IntStream.range(1, 1_100)
        .parallel()
        .forEach(tag -> repository.pushManifest("" + tag, image.manifest()));

    assertThat(admin.delete(repository.api())).hasStatus(200);

    assertThat(admin.get(repository.api())).isRefused(404, "NOT_FOUND");
    assertThat(repository.manifest("1099").status()).isEqualTo(404);
    var again = repository.push("0", Image.of("another layer"));
    for (int i = 0; project.used() != again.size(); i++) {
      assertThat(i).as("seconds until the space is given back").isLessThan(60);
      Thread.sleep(1000);
    }
    assertThat(repository.tags()).containsExactly("0");
  }

  @Test
  void areListedOfOneProjectAndOfAll() {
    var project = world.privateProject();
    for (var name : new String[] {"a", "b", "c"}) {
      project.repository(name).push("1", Image.of());
    }
    var first = admin.get(project.api() + "/repositories?page_size=2");
    assertThat(first).hasStatus(200).hasHeader("X-Total-Count", "3");
    assertThat(first.each("/name")).hasSize(2);
    assertThat(admin.get(project.api() + "/repositories?q=name=~b").each("/name"))
        .containsExactly(project.name() + "/b");
    var all = "/api/v2.0/repositories?q=name=~" + project.name();
    assertThat(admin.get(all).each("/name")).hasSize(3);
    assertThat(registry.as(world.user()).get(all).each("/name")).isEmpty();
    assertThat(registry.as(project.member(Role.GUEST)).get(all).each("/name")).hasSize(3);
  }

  @Test
  void areDeletedByThoseWhoMaintainThem() {
    var project = world.privateProject();
    var repository = project.repository("app");
    repository.push("1", Image.of());
    for (var role : new Role[] {Role.DEVELOPER, Role.GUEST, Role.LIMITED_GUEST}) {
      var member = registry.as(project.member(role));
      assertThat(member.get(repository.api())).hasStatus(200);
      assertThat(member.delete(repository.api())).isRefused(403, "FORBIDDEN");
    }
    assertThat(registry.as(project.member(Role.MAINTAINER)).delete(repository.api()))
        .hasStatus(200);
  }

  @Test
  void areHiddenInAPrivateProject() {
    var repository = world.privateProject().repository("app");
    repository.push("1", Image.of());
    var stranger = registry.as(world.user());
    assertThat(stranger.get(repository.api())).isRefused(403, "FORBIDDEN");
    assertThat(registry.asNobody().get(repository.api())).isRefused(401, "UNAUTHORIZED");
  }
}
