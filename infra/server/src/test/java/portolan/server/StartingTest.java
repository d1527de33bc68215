package portolan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import portolan.server.configuration.Settings;
import portolan.server.tool.Doctor;
import portolan.server.wiring.Rebuilding;

/// The program with its own PostgreSQL and Redis, in this process.
class StartingTest {
  @TempDir static Path folder;

  private static ConfigurableApplicationContext start(String... more) {
    var arguments = new ArrayList<String>();
    arguments.add("--portolan.data=" + folder.resolve("data"));
    arguments.add("--portolan.port=0");
    arguments.addAll(List.of(more));
    return PortolanServer.application().run(arguments.toArray(String[]::new));
  }

  private static int port(ConfigurableApplicationContext program) {
    return ((ReactiveWebServerApplicationContext) program).getWebServer().getPort();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext program, String path)
      throws IOException, InterruptedException {
    return ask(program, "GET", path);
  }

  private static HttpResponse<String> ask(
      ConfigurableApplicationContext program, String method, String path)
      throws IOException, InterruptedException {
    var port = port(program);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersItsProbesAndStopsWhatItStarted() throws Exception {
    try (var program = start()) {
      assertThat(get(program, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(program, "/readyz").body()).contains("\"status\":\"ready\"");
      assertThat(get(program, "/api/v2.0/health").body())
          .contains("{\"name\":\"registryctl\",\"status\":\"healthy\"}")
          .endsWith("\"status\":\"healthy\"}");
      assertThat(get(program, "/metrics").body())
          .contains("portolan_http_requests_seconds_count{method=\"GET\",operation=\"probe\"")
          .contains("portolan_projection_lag", "portolan_database_connections")
          .contains("jvm_memory_used_bytes");
      assertThat(get(program, "/").body())
          .contains("docker login localhost:" + port(program))
          .doesNotContain("{{");
      assertThat(get(program, "/").headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none';");
      assertThat(get(program, "/actuator").statusCode()).isEqualTo(404);
      assertThat(folder.resolve("data/postgres/postmaster.pid")).exists();
    }
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    assertThat(folder.resolve("data/redis/redis.pid")).doesNotExist();
  }

  @Test
  void rebuildsTheReadModelsBesideItselfAndStartsAgain() {
    try (var program = start()) {
      assertThat(Rebuilding.run(program.getBean(Settings.class))).isTrue();
    }
    try (var again = start()) {
      assertThat(again.isRunning()).isTrue();
    }
  }

  @Test
  void refusesToStartWithoutTheKeyOfItsDatabaseAndMakesNone() throws Exception {
    start().close();
    var key = folder.resolve("data/secrets/master.key");
    var kept = folder.resolve("kept.key");
    Files.move(key, kept);

    refuses(() -> start(), key.toString(), "is missing", "PORTOLAN_SECRETS_FOLDER");
    var elsewhere = folder.resolve("elsewhere");
    refuses(
        () -> start("--portolan.secrets.folder=" + elsewhere),
        elsewhere.resolve("master.key").toString());
    assertThat(key).doesNotExist();
    assertThat(elsewhere).doesNotExist();
    assertThat(examined()).anyMatch(line -> line.startsWith("FAIL keys"));

    Files.writeString(key, "A".repeat(43) + "=");
    refuses(() -> start(), "is not the one of this database");
    assertThat(examined()).anyMatch(line -> line.startsWith("FAIL keys"));
    refuses(() -> Rebuilding.run(settings()), "is not the one of this database");

    Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
    assertThat(examined())
        .anyMatch(line -> line.startsWith("ok   keys"))
        .last()
        .isEqualTo("All is well.");
    start().close();
  }

  @Test
  void refusesADatabaseOfAnotherMajorVersionOrWithoutItsPassword() throws Exception {
    start().close();
    var version = folder.resolve("data/postgres/PG_VERSION");
    Files.writeString(version, "17\n");
    refuses(() -> start(), "was made by PostgreSQL 17", "pg_upgrade");
    assertThat(examined()).anyMatch(line -> line.startsWith("FAIL servers"));
    Files.writeString(version, "18\n");

    var password = folder.resolve("data/secrets/postgres");
    var kept = Files.readString(password);
    Files.delete(password);
    refuses(() -> start(), password.toString());
    assertThat(password).doesNotExist();
    Files.writeString(password, kept);
  }

  @Test
  void refusesToWriteOnANodeThatOnlyReads() throws Exception {
    try (var program = start("--portolan.roles=query")) {
      assertThat(ask(program, "POST", "/api/v2.0/projects").statusCode()).isEqualTo(405);
      assertThat(ask(program, "POST", "/api/v2.0/projects").body())
          .contains("writes go to a node with the role command");
      assertThat(get(program, "/c/oidc/login").statusCode()).isEqualTo(405);
      assertThat(ask(program, "POST", "/v2/library/a/blobs/uploads/").statusCode()).isEqualTo(405);
      assertThat(get(program, "/api/v2.0/projects").statusCode()).isEqualTo(200);
    }
  }

  private static void refuses(ThrowingCallable deed, String... words) {
    assertThatThrownBy(deed).extracting(StartFailure::sentence).asString().contains(words);
  }

  private static Settings settings() {
    var source =
        new MapConfigurationPropertySource(
            Map.of("portolan.data", folder.resolve("data").toString(), "portolan.port", "0"));
    return new Binder(source).bindOrCreate("portolan", Settings.class);
  }

  private static List<String> examined() {
    var lines = new ArrayList<String>();
    new Doctor(settings(), lines::add).examine();
    return lines;
  }

  @Test
  void refusesADataFolderThatIsInUse() {
    try (var _ = start()) {
      assertThatThrownBy(() -> start())
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Another Portolan (process ")
          .hasMessageContaining("--data DIR");
    }
  }

  @Test
  void namesADatabaseThatDoesNotAnswer() {
    assertThatThrownBy(
            () -> start("--portolan.postgres.url=postgresql://me:secret@127.0.0.1:1/registry"))
        .rootCause()
        .isInstanceOf(java.net.ConnectException.class);
    assertThat(Files.exists(folder.resolve("data/redis/redis.pid"))).isFalse();
  }
}
