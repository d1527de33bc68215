package portolan.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          portolan.roles | command,bogus | one of command, query, jobs, portal
          portolan.blobs.driver | tape | one of filesystem, s3
          portolan.logs.to | printer | one of file, console
          portolan.port | abc | a whole number
          portolan.port | 99999 | from 0 to 65535
          portolan.address | 127.0.0.l | an address of this machine
          portolan.external-url | registry.example/v2 | scheme, host and port only
          portolan.postgres.connections | 0 | from 6 to 10000
          portolan.postgres.read-connections | 0 | from 1 to 10000
          portolan.tokens.lifetime | -5m | from 1s
          portolan.tokens.lifetime | soon | a time such as 60s
          portolan.http.head-size | huge | a size such as 16KB
          portolan.http.http2 | perhaps | true or false
          portolan.sign-in.wrong-per-minute | -1 | from 1
          portolan.quota.storage-per-project | -2 | -1 (no limit)
          portolan.admin-password | weak | 8 to 128 characters
          portolan.trusted-proxies | 10.0.0.0/8,proxy | addresses or networks
          portolan.redis.url | http://x | like redis://host:6379
          """)
  void areRefusedByNameWithTheirRange(String key, String value, String range) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("The setting " + key + " (PORTOLAN_")
        .hasMessageContaining("must be " + range);
  }

  @Test
  void holdWhereTheyAreAtTheEdge() {
    read(
        Map.of(
            "portolan.quota.storage-per-project", "-1",
            "portolan.tokens.rotate-keys", "0s",
            "portolan.tokens.lifetime", "1s",
            "portolan.port", "0",
            "portolan.admin-password", "Harbor12345"));
  }

  @Test
  void neverShowAPasswordThatIsTooWeak() {
    assertThatThrownBy(() -> read(Map.of("portolan.admin-password", "swordfish")))
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void areRefusedInTheOverwritingJsonToo() {
    var key = "portolan.config-overwrite-json";
    assertThatThrownBy(() -> read(Map.of(key, "{broken")))
        .hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> read(Map.of(key, "{\"read_onyl\": true}")))
        .hasMessageContaining("names read_onyl, which is no setting");
    assertThatThrownBy(() -> read(Map.of(key, "{\"read_only\": 7}")))
        .hasMessageContaining("read_only");
    read(Map.of(key, "{\"read_only\": true}"));
  }

  @Test
  void needABucketForS3() {
    assertThatThrownBy(() -> read(Map.of("portolan.blobs.driver", "s3")))
        .hasMessageContaining("PORTOLAN_BLOBS_S3_BUCKET");
  }

  @Test
  void nameTheTlsFileThatCannotBeUsed(@TempDir Path folder) throws IOException {
    var text = Files.writeString(folder.resolve("text.pem"), "no certificate").toString();
    var missing = folder.resolve("nope.pem").toString();
    assertThatThrownBy(() -> tls(missing, text))
        .hasMessageContaining(missing)
        .hasMessageContaining("PORTOLAN_TLS_CERTIFICATE")
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> tls(text, text)).hasMessageContaining("holds no certificate");
    assertThatThrownBy(() -> read(Map.of("portolan.tls.certificate", text)))
        .hasMessageContaining("PORTOLAN_TLS_KEY");
  }

  private static void tls(String certificate, String key) {
    read(Map.of("portolan.tls.certificate", certificate, "portolan.tls.key", key));
  }

  private static Settings read(Map<String, String> given) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.<String, Object>copyOf(given)));
    return SettingsReader.read(environment);
  }

  @Test
  void areReadFromTheFileThatIsNamed(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("p.yaml"), "portolan:\n  port: 7000\n");
    assertThat(filed(file).getProperty("portolan.port")).isEqualTo("7000");
    refused(folder.resolve("nope.yaml"), "no such file");
    refused(folder, "no such file");
    refused(Files.writeString(folder.resolve("a.yaml"), "portolan: {port: [7"), "is no YAML");
    refused(Files.writeString(folder.resolve("b.yaml"), "port: 7\n"), "outside of portolan");
    refused(Files.writeString(folder.resolve("c.yaml"), "portolan: 7\n"), "outside of portolan");
    filed(Files.writeString(folder.resolve("d.yaml"), "# nothing yet\n"));
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> filed(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .message()
        .hasLineCount(1);
  }

  private static StandardEnvironment filed(Path file) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("portolan.config-file", file.toString())));
    new ConfigFile().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
