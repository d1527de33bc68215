package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// Names and paths that mean something else than they seem to.
@AgainstTheRegistry
class NamesAndPathsTest {
  private final Registry registry;
  private final World world;

  NamesAndPathsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @Test
  void saysWhatANameLooksLikeToWhoPushesWithoutAProject() {
    var lonely = new Repository("nginx", world.admin());
    assertThat(lonely.begin()).isRefused(400, "NAME_INVALID").says("project", "repository");
    var manifest = Image.of().manifest();
    assertThat(lonely.putManifest("1.16", manifest))
        .isRefused(400, "NAME_INVALID")
        .says("project", "repository");
    assertThat(lonely.manifest("1.16").status()).isBetween(400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/%s/x/../../%s/y/manifests/latest",
        "/v2/%s/x/%%2e%%2e/%%2e%%2e/%s/y/manifests/latest",
        "/v2/%s/x/%%2E%%2E%%2F%%2E%%2E%%2F%s/y/manifests/latest",
        "/v2/%s/./x/../../%s/./y/manifests/latest",
        "/v2/%s%%2fx%%2f..%%2f..%%2f%s%%2fy/manifests/latest",
        "/v2/%s\\x\\..\\..\\%s\\y/manifests/latest",
      })
  void neverWalksFromAPublicProjectIntoAPrivateOne(String path) {
    var open = world.publicProject();
    var closed = world.privateProject();
    closed.repository("y").push("latest", Image.of("secret"));
    var stranger = world.user();
    for (var method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
      var answer =
          RawConnection.ask(registry, stranger, method, path.formatted(open.name(), closed.name()));
      assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 404);
    }
    assertThat(closed.repository("y").manifest("latest")).hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fx",
        "%2e%2e%2fx",
        "..",
        "%2fetc%2fpasswd",
        "a%00b",
        "%0d%0aSet-Cookie:x=1",
      })
  void knowsNoUploadOutsideOfItsOwn(String upload) {
    var path = world.privateProject().repository("x").path("blobs/uploads/" + upload);
    for (var method : new String[] {"GET", "PATCH", "PUT", "DELETE"}) {
      var answer = RawConnection.ask(registry, Registry.ADMIN, method, path);
      assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
      assertThat(answer).hasNoHeader("Set-Cookie");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPPER/case", "a//b", "a/", "a/-b", "a/b_", "a/b..c", "pröjekt/x", "a/%20"})
  void takesNoNameOutsideTheGrammar(String name) {
    var answer =
        RawConnection.ask(registry, Registry.ADMIN, "POST", "/v2/" + name + "/blobs/uploads/");
    assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
  }

  @Test
  void takesNoNameOfMoreThan255Characters() {
    var repository = world.privateProject().repository("x".repeat(256));
    assertThat(repository.begin()).isRefused(400, "NAME_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", ".x", "a%20b", "%C3%A4", "a%00", "a%0Ab"})
  void takesNoTagOutsideTheGrammar(String tag) {
    var repository = world.privateProject().repository("tags");
    var image = repository.push("good", Image.of());
    var answer = repository.putManifest(tag, image.manifest());
    assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
    assertThat(repository.tags()).containsExactly("good");
  }

  @Test
  void takesNoTagOfMoreThan128Characters() {
    var repository = world.privateProject().repository("tags");
    var image = repository.push("a".repeat(128), Image.of());
    assertThat(repository.putManifest("a".repeat(129), image.manifest()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/%2F%2F..%2F..%2Fetc/passwd",
        "/API/v2.0/users",
        "/api/v2.0/users;x=y",
        "/actuator/env",
        "/actuator/heapdump",
        "/h2-console",
      })
  void hasNoBackDoor(String path) {
    var answer = RawConnection.ask(registry, world.user(), "GET", path);
    assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 404);
  }

  @Test
  void protectsTheUsersUnderEverySpellingOfTheirPath() {
    for (var path : new String[] {"//api/v2.0/users", "/api//v2.0/users", "/api/v2.0/users/"}) {
      var answer = RawConnection.ask(registry, world.user(), "GET", path);
      assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 404);
    }
  }
}
