package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Person;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Names;
import portolan.acceptance.world.World;

/// The registry's own address, in what it answers, is never the one that a stranger made up.
@AgainstTheRegistry
class AddressesTest {
  private final Registry registry;
  private final World world;

  AddressesTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @Test
  void ignoresForwardedHeadersOfStrangers() {
    var repository = world.privateProject().repository("app");
    for (var lie : List.of("X-Forwarded-Host: evil.example", "Forwarded: host=evil.example")) {
      var challenge =
          RawConnection.ask(
              registry,
              new Person(Names.fresh("stranger"), "Wrong-4711"),
              "GET",
              "/v2/",
              List.of(lie),
              new byte[0]);
      assertThat(challenge.headers().map().toString()).doesNotContain("evil.example");
      var upload =
          RawConnection.ask(
              registry,
              Registry.ADMIN,
              "POST",
              repository.path("blobs/uploads/"),
              List.of(lie),
              new byte[0]);
      assertThat(upload).hasStatus(202);
      assertThat(upload.headers().map().toString()).doesNotContain("evil.example");
    }
  }

  @Test
  void refusesARequestThatDoesNotSayItOnce() {
    for (var hosts : List.of("", "Host: a\r\nHost: b\r\n", "Host: ev il\"x\r\n")) {
      try (var connection = RawConnection.to(registry)) {
        connection.write("GET /v2/ HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
        assertThat(connection.answer(hosts)).hasStatus(400);
      }
    }
  }

  @Test
  void asksWhoCallsHoweverTheAddressIsSpelled() {
    for (var spelling : List.of("/%61pi/v2.0", "/api;x/v2.0", "//api/v2.0", "/api/v2%2E0")) {
      var path = spelling + "/users/current";
      var answer =
          RawConnection.ask(
              registry, new Person(Names.fresh("stranger"), "Wrong-4711"), "GET", path);
      assertThat(answer.status()).as(path).isIn(401, 404);
    }
  }

  @Test
  void linksStayOnTheSameHost() {
    var repository = world.privateProject().repository("app");
    var image = repository.push("1", Image.of());
    repository.pushManifest("2", image.manifest());
    var page = repository.client().get(repository.path("tags/list?n=1"));
    assertThat(page.must("Link")).startsWith("</v2/").contains("rel=\"next\"");
  }

  @Test
  @Tag("scaled")
  void sendsClientsThroughTheProxy() {
    var challenge = registry.asNobody().get("/v2/").must("Www-Authenticate");
    assertThat(challenge).contains("realm=\"" + registry.address() + "/service/token\"");
    var upload = world.privateProject().repository("app").begin().must("Location");
    assertThat(upload).matches("(" + registry.address() + ")?/v2/.*");
  }

  @Test
  @Tag("scaled")
  void hasNoOldRoutesAndNoFramesBehindTheProxy() {
    for (var path : List.of("/v1/_ping", "/v1/", "/service/notifications")) {
      assertThat(registry.asNobody().get(path)).hasStatus(404);
    }
    var answer = registry.asNobody().get("/api/v2.0/ping");
    assertThat(answer).hasHeader("X-Frame-Options", "DENY");
    assertThat(answer.must("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }
}
