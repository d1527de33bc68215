package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;

/// The first start, and settings that cannot be.
@Tag("alone")
class StartingTest {

  @Test
  void printsARandomPasswordOnceWhenNoneIsGiven() {
    try (var registry = Single.started(Map.of("PORTOLAN_ADMIN_PASSWORD", ""))) {
      var said = registry.program().said();
      assertThat(said).contains("Portolan is ready at http");
      var password = said.replaceAll("(?s).*has the password (\\S+) .*", "$1");
      assertThat(registry.as(new Person("admin", password)).get("/api/v2.0/users/current"))
          .hasStatus(200);
      assertThat(registry.as(new Person("admin", "Harbor12345")).get("/v2/")).hasStatus(401);
      registry.program().stop();
      registry.program().start();
      assertThat(registry.as(new Person("admin", password)).get("/v2/")).hasStatus(200);
      assertThat(registry.program().said().split(java.util.regex.Pattern.quote(password)))
          .hasSize(2);
    }
  }

  @Test
  void refusesTokensThatHaveExpired() throws Exception {
    var shortLived = Map.of("PORTOLAN_TOKENS_LIFETIME", "1s");
    try (var registry = Single.started(shortLived)) {
      var service =
          registry
              .asNobody()
              .get("/v2/")
              .must("Www-Authenticate")
              .replaceFirst(".*service=\"([^\"]+)\".*", "$1");
      var token =
          registry
              .as(Registry.ADMIN)
              .get("/service/token?service=" + service)
              .json()
              .path("token")
              .asString();
      assertThat(registry.asNobody().bearing(token).get("/v2/")).hasStatus(200);
      // A minute is forgiven for clocks that differ.
      Thread.sleep(62_500);
      assertThat(registry.asNobody().bearing(token).get("/v2/")).isRefused(401, "UNAUTHORIZED");
    }
  }
}
