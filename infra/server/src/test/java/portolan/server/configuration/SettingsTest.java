package portolan.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import portolan.server.CannotStart;

class SettingsTest {
  private static final Path TABLE = Path.of("../../docs/configuration.md");

  @Test
  void standInTheTableOfTheDocumentation() throws IOException {
    var rows =
        Files.readAllLines(TABLE).stream().filter(l -> l.startsWith("| `portolan.")).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Catalogue.SETTINGS.stream().map(Catalogue.Setting::row).toList());
  }

  @Test
  void canAllBeGivenAsVariables() {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(
                    "PORTOLAN_EXTERNAL_URL", "https://registry.example",
                    "PORTOLAN_ROLES", "command,query",
                    "PORTOLAN_POSTGRES_READ_CONNECTIONS", "7",
                    "PORTOLAN_ADMIN_PASSWORD", "a secret",
                    "PORTOLAN_BLOBS_S3_PATH_STYLE", "true")));
    var settings = Binder.get(environment).bindOrCreate("portolan", Settings.class);
    assertThat(settings.externalUrl()).hasToString("https://registry.example");
    assertThat(settings.roles()).containsExactlyInAnyOrder(Role.COMMAND, Role.QUERY);
    assertThat(settings.postgres().readConnections()).isEqualTo(7);
    assertThat(settings.adminPassword()).isEqualTo("a secret");
    assertThat(settings.blobs().s3().pathStyle()).isTrue();
  }

  @Test
  void areRefusedWhenUnknownWithTheNearestName() {
    assertThatThrownBy(() -> check("portolan.external-ulr"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("portolan.external-ulr")
        .hasMessageContaining("nearest one is portolan.external-url");
    check("portolan.external-url");
    check("portolan.roles[0]");
  }

  private static void check(String key) {
    try (var context = new GenericApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("test", Map.of(key, "x")));
      new SettingsCheck().initialize(context);
    }
  }

  @Test
  void neverShowTheDatabasePassword() {
    var address =
        DatabaseAddress.parse("postgres://me:p%40ss@db:5433/registry?sslmode=require", null, null);
    assertThat(address.password()).isEqualTo("p@ss");
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/registry?sslmode=require");
    assertThat(address.toString()).isEqualTo("postgresql://me@db:5433/registry");
    assertThatThrownBy(() -> DatabaseAddress.parse("mysql://db/x", null, null))
        .isInstanceOf(CannotStart.class);
  }
}
