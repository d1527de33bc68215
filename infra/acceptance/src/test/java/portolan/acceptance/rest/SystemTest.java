package portolan.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// What everybody may ask: is it well, what is it, where is it.
@AgainstTheRegistry
class SystemTest {
  private final Registry registry;
  private final Client nobody;

  SystemTest(Registry registry) {
    this.registry = registry;
    this.nobody = registry.asNobody();
  }

  @Test
  void saysThatItIsHealthy() {
    var health = nobody.get("/api/v2.0/health");
    assertThat(health).hasStatus(200);
    assertThat(health.json().path("status").asString()).isEqualTo("healthy");
    assertThat(
            health
                .json()
                .path("components")
                .valueStream()
                .map(component -> component.path("name").asString()))
        .contains("core", "database", "redis", "registry");
  }

  @Test
  void answersAPing() {
    assertThat(nobody.get("/api/v2.0/ping")).hasStatus(200);
    assertThat(nobody.get("/api/v2.0/ping").text()).isEqualTo("Pong");
  }

  @Test
  void takesASlashAtTheEndForNone() {
    var admin = registry.asAdmin();
    for (var path : List.of("ping", "systeminfo", "projects", "users", "configurations")) {
      assertThat(admin.get("/api/v2.0/" + path + "/")).hasStatus(200);
    }
    var label = Map.of("name", Names.fresh("label"), "scope", "g");
    var made = admin.send("POST", "/api/v2.0/labels/", label);
    assertThat(made).hasStatus(201);
    assertThat(admin.get(made.must("Location"))).hasStatus(200);
  }

  @Test
  void saysWhichVersionOfTheApiItSpeaks() {
    assertThat(nobody.get("/api/version").json().path("version").asString()).isEqualTo("v2.0");
  }

  @Test
  void tellsStrangersLessAboutItself() {
    var stranger = nobody.get("/api/v2.0/systeminfo");
    assertThat(stranger).hasStatus(200);
    assertThat(stranger.json().path("auth_mode").asString()).isEqualTo("db_auth");
    assertThat(stranger.json().has("harbor_version")).isFalse();
    assertThat(stranger.json().has("registry_url")).isFalse();
    var known = registry.as(new World(registry).user()).get("/api/v2.0/systeminfo").json();
    assertThat(known.path("registry_url").asString()).isEqualTo(registry.host());
    assertThat(known.path("read_only").asBoolean()).isFalse();
  }

  @Test
  void givesEveryAnswerANumber() {
    assertThat(nobody.get("/api/v2.0/ping").header("X-Request-Id")).isPresent();
    assertThat(nobody.get("/api/v2.0/ping", "X-Request-Id", "my-own-number"))
        .hasHeader("X-Request-Id", "my-own-number");
    assertThat(nobody.get("/v2/").header("X-Request-Id")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v2.0/nothing", "/api/nothing", "/v1/_ping", "/v2/x", "/nothing"})
  void knowsWhatItIsNot(String path) {
    assertThat(registry.asAdmin().get(path).status()).isIn(400, 404);
  }

  @Test
  void tellsAdministratorsHowMuchRoomThereIs() {
    var volumes = registry.asAdmin().get("/api/v2.0/systeminfo/volumes");
    assertThat(volumes).hasStatus(200);
    var volume = volumes.json().path("storage").path(0);
    assertThat(volume.path("total").asLong()).isGreaterThan(volume.path("free").asLong());
    assertThat(volume.path("free").asLong()).isPositive();
    assertThat(registry.as(new World(registry).user()).get("/api/v2.0/systeminfo/volumes"))
        .isRefused(403, "FORBIDDEN");
    assertThat(nobody.get("/api/v2.0/systeminfo/volumes")).isRefused(401, "UNAUTHORIZED");
  }

  @Test
  void saysWhatIsWrongWithAnAddressThatIsNone() {
    var answer = RawConnection.ask(registry, Registry.ADMIN, "GET", "/api/v2.0/systeminfo?x=%zz");
    assertThat(answer).isRefused(400, "BAD_REQUEST");
    assertThat(answer.message()).isEqualTo("invalid URL escape \"%zz\"");
  }

  @Test
  void takesWhatClientsWriteWithoutEscapes() {
    var world = new World(registry);
    var one = world.privateProject().name();
    var other = world.publicProject().name();
    var list = raw("/api/v2.0/projects?q=name={" + one + "%20" + other + "}");
    assertThat(list).hasStatus(200);
    assertThat(list.each("/name")).containsExactlyInAnyOrder(one, other);
    assertThat(raw("/api/v2.0/projects?q=name=a\\b|c^d\"e<f>g`h#i")).hasStatus(200);
    assertThat(raw("/api/v2.0/projects/{a}\\b|c^d\"e<f>g`h[i]#j")).isRefused(404, "NOT_FOUND");
  }

  /// A proxy in front may say so in its own words.
  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u007f", "{%zz}", "{%}"})
  void takesNoControlCharactersAndNoBrokenEscapes(String text) {
    assertThat(raw("/api/v2.0/projects?name=" + text)).hasStatus(400);
    assertThat(raw("/api/v2.0/projects/" + text)).hasStatus(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2/", "/api/v2.0/ping", "/api/v2.0/nothing", "/api/v2.0/?x=%zz"})
  void letsNoBrowserGuessWhatAnAnswerIs(String path) {
    assertThat(raw(path)).hasHeader("X-Content-Type-Options", "nosniff");
  }

  private Answer raw(String path) {
    return RawConnection.ask(registry, Registry.ADMIN, "GET", path);
  }

  @Test
  void refusesMethodsThatAPathDoesNotHave() {
    assertThat(registry.asAdmin().send("PATCH", "/api/v2.0/projects", "{}"))
        .isRefused(405, "METHOD_NOT_ALLOWED");
    assertThat(registry.asAdmin().delete("/api/v2.0/health")).hasStatus(405);
  }
}
