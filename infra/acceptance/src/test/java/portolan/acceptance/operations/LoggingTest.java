package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// What the program writes into its log.
@Tag("alone")
class LoggingTest {
  @Test
  void tellsNoSecretWhereEverythingElseIsTold() throws IOException {
    try (var registry = Single.started(Map.of("PORTOLAN_LOGS_LEVEL", "debug"))) {
      var admin = registry.asAdmin();
      var settings =
          Map.of("ldap_search_password", "Sextant-Low-1", "oidc_client_secret", "Sextant-Low-2");
      assertThat(admin.send("PUT", "/api/v2.0/configurations", settings)).hasStatus(200);
      var world = new World(registry);
      var user = world.user();
      var robot = world.robot(world.privateProject(), "pull");
      var token = registry.as(user).get("/service/token?service=harbor-registry");
      assertThat(token).hasStatus(200);
      assertThat(registry.as(robot).get("/api/v2.0/projects")).hasStatus(200);

      var log = Files.readString(registry.program().data().resolve("log/portolan.log"));

      assertThat(log)
          .contains("DEBUG")
          .doesNotContain("Sextant-Low", user.password(), robot.password())
          .doesNotContain(
              Registry.ADMIN.password(), "$argon2", token.json().path("token").asString());
    }
  }
}
