package portolan.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.server.CannotStart;
import portolan.server.configuration.RedisAddress;
import portolan.server.configuration.Settings;

/// A Redis of our own in the data folder. It keeps nothing on disk: what it holds can be lost at
/// any moment.
///
/// It is a daemon on 127.0.0.1 at a port that was free, wants a password, and is taken up by the
/// next start when this program dies.
final class EmbeddedRedis {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

  private final Path folder;
  private final String password;
  private final int port;

  private EmbeddedRedis(Path folder, String password, int port) {
    this.folder = folder;
    this.password = password;
    this.port = port;
  }

  /// Starts it, or takes up the one that was left running.
  ///
  /// @throws CannotStart when neither is possible
  static EmbeddedRedis start(DataFolder data, Programs programs, Settings.Embedded settings) {
    var left = visit(data);
    if (left.isPresent()) {
      LOG.info("took up the embedded Redis that was left running");
      return left.get();
    }
    try {
      return launch(data, programs.redis(), settings);
    } catch (IOException e) {
      throw failed(data.path().resolve("log/redis.log"), CannotStart.why(e));
    }
  }

  /// The one that runs in a folder; empty when none answers.
  static Optional<EmbeddedRedis> visit(DataFolder data) {
    var folder = data.path().resolve("redis");
    var password = data.knownSecret("redis");
    if (password.isEmpty()) {
      return Optional.empty();
    }
    try {
      var port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
      var redis = new EmbeddedRedis(folder, password.get(), port);
      return redis.answers() ? Optional.of(redis) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static EmbeddedRedis launch(DataFolder data, Path program, Settings.Embedded settings)
      throws IOException {
    var folder = data.inside("redis", "rwx------");
    var log = data.inside("log", "rwx--x--x").resolve("redis.log");
    var redis = new EmbeddedRedis(folder, data.secret("redis"), Ports.free());
    var file = folder.resolve("redis.conf");
    DataFolder.writePrivately(file, redis.configuration(log, settings));
    var started = Shell.run(List.of(program.toString(), file.toString()), folder, 10);
    if (!started.good() || !redis.answersWithin(10_000)) {
      throw failed(log, started.lastLine());
    }
    Files.writeString(folder.resolve("port"), redis.port + "\n");
    return redis;
  }

  private static CannotStart failed(Path log, String problem) {
    return new CannotStart(
        "The embedded Redis did not start (%s).".formatted(problem),
        "Its log is %s; a Redis of your own can be given with PORTOLAN_REDIS_URL.".formatted(log));
  }

  private String configuration(Path log, Settings.Embedded settings) {
    return """
    # Written at every start.
    bind 127.0.0.1
    port %d
    requirepass %s
    daemonize yes
    pidfile "%s"
    dir "%s"
    logfile "%s"
    loglevel notice
    save ""
    appendonly yes
    appendfsync everysec
    auto-aof-rewrite-min-size 4mb
    maxmemory %dmb
    maxmemory-policy volatile-lru
    """
        .formatted(
            port,
            password,
            folder.resolve("redis.pid"),
            folder,
            log,
            settings.redisMemory().toMegabytes());
  }

  private boolean answersWithin(long millis) {
    var end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      if (answers()) {
        return true;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    return false;
  }

  // The folder is asked for, so that a stranger at a reused port is not taken for ours.
  private boolean answers() {
    return says("CONFIG GET dir", folder.toString());
  }

  private boolean says(String command, String expected) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(2000);
      var request = "AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.contains(expected);
    } catch (IOException e) {
      return false;
    }
  }

  /// Where it is.
  RedisAddress address() {
    return new RedisAddress("redis://127.0.0.1:" + port, password);
  }

  /// Stops it.
  void stop() {
    says("SHUTDOWN NOSAVE", "");
    if (answers()) {
      LOG.warn("the embedded Redis did not stop");
    }
  }
}
