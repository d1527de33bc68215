package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One process of the program, which can be started, stopped, killed and started again.
///
/// Settings are given by environment variables, as an operator gives them.
public final class Program {
  private static final Duration START = Duration.ofSeconds(240);

  private final String name;
  private final int port;
  private final Path data;
  private final Map<String, String> settings;
  private @Nullable Process process;

  /// @param settings environment variables, such as `PORTOLAN_ROLES`; an empty one is not given
  Program(String name, Path data, Map<String, String> settings) {
    this.name = name;
    this.port = Ports.free();
    this.data = data;
    this.settings = new TreeMap<>(settings);
    // Tests leave many uploads unfinished.
    this.settings.putIfAbsent("PORTOLAN_UPLOADS_PER_IDENTITY", "1000");
    this.settings.putIfAbsent("PORTOLAN_TRUST_ISSUERS", Issuers.LISTED.toString());
  }

  /// Where it listens: with TLS under the name that its certificate has.
  public URI address() {
    return URI.create(
        certificate().isPresent() ? "https://localhost:" + port : "http://127.0.0.1:" + port);
  }

  /// What a client trusts that speaks to it.
  SSLContext trust() {
    try {
      return certificate().isPresent() ? certificate().get().trust() : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Certificate> certificate() {
    return Optional.ofNullable(settings.get("PORTOLAN_TLS_CERTIFICATE"))
        .map(chain -> new Certificate(Path.of(chain), Path.of(settings.get("PORTOLAN_TLS_KEY"))));
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  /// Starts it and waits until it says that it is ready.
  ///
  /// @return the time that this took
  public Duration start() {
    var began = Instant.now();
    launch();
    awaitReady();
    return Duration.between(began, Instant.now());
  }

  /// Starts it and does not wait.
  public void launch() {
    try {
      Files.createDirectories(data);
      var builder = new ProcessBuilder(command());
      builder.environment().keySet().removeIf(key -> key.startsWith("PORTOLAN_"));
      builder.environment().putAll(environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    var environment = new TreeMap<>(settings);
    environment.values().removeIf(String::isEmpty);
    environment.put("PORTOLAN_PORT", String.valueOf(port));
    environment.put("PORTOLAN_DATA", data.toString());
    return environment;
  }

  /// Calls a tool of the program, such as `rebuild`, beside it and with its settings.
  public Shell.Outcome tool(String name) {
    var command = new ArrayList<>(command());
    command.add(name);
    return Shell.attempt(command, environment());
  }

  /// As the launcher calls it.
  private static List<String> command() {
    return List.of(
        Home.java().toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx384m",
        "-XX:MaxDirectMemorySize=128m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dio.netty.noUnsafe=false",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        Home.program().toString());
  }

  /// Waits until it is ready.
  ///
  /// @throws IllegalStateException when it ends, or is not ready in time
  public void awaitReady() {
    var end = Instant.now().plus(START);
    while (!isReady()) {
      if (!running().isAlive()) {
        throw new IllegalStateException("%s ended: %s".formatted(name, said()));
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("%s is not ready: %s".formatted(name, said()));
      }
      pause(50);
    }
  }

  /// Whether it would take requests now.
  public boolean isReady() {
    var request =
        HttpRequest.newBuilder(address().resolve("/readyz")).timeout(Duration.ofSeconds(2)).build();
    try (var client = HttpClient.newBuilder().sslContext(trust()).build()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends it at once, as `kill -9` does.
  public void kill() {
    running().destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /// Asks it to stop, as `kill` does, and waits.
  ///
  /// @return its exit code
  public int stop() {
    askToStop();
    return awaitEnd(Duration.ofSeconds(75));
  }

  /// Asks it to stop, and does not wait.
  public void askToStop() {
    running().destroy();
  }

  /// Stops it if it runs.
  void end() {
    if (process != null && process.isAlive()) {
      process.destroy();
      if (!endsWithin(Duration.ofSeconds(30))) {
        kill();
      }
    }
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  public int awaitEnd(Duration limit) {
    if (!endsWithin(limit)) {
      throw new IllegalStateException("%s did not end within %s".formatted(name, limit));
    }
    return running().exitValue();
  }

  private boolean endsWithin(Duration limit) {
    try {
      return running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What it wrote on the console.
  public String said() {
    try {
      return Files.exists(output()) ? Files.readString(output()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return running().pid();
  }

  private Path output() {
    return data.resolveSibling(data.getFileName() + ".out");
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
