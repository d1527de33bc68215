package portolan.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.server.CannotStart;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.Settings;

/// A PostgreSQL of our own in the data folder. It is a daemon: when this program dies, it lives on
/// and the next start takes it up.
///
/// It listens on 127.0.0.1 only, at a port that was free, and wants a password that stands in the
/// folder of secrets.
final class EmbeddedPostgres {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String NAME = "portolan";
  private static final String VERSION_FILE = "PG_VERSION";

  private final Path home;
  private final Path folder;
  private final Path log;
  private final String password;
  private final Unprivileged user;
  private final Settings.Embedded settings;

  private EmbeddedPostgres(DataFolder data, Programs programs, Settings.Embedded settings) {
    this.settings = settings;
    this.home = programs.postgres();
    this.folder = data.inside("postgres", "rwx------");
    requireTakeable(data);
    this.password = data.secret("postgres");
    this.user = Unprivileged.reaching(data.path(), home.resolve("bin/postgres"));
    this.log = data.inside("log", "rwx--x--x").resolve("postgres.log");
  }

  /// Starts it, or takes up the one that was left running.
  ///
  /// @throws CannotStart when neither is possible
  static EmbeddedPostgres start(DataFolder data, Programs programs, Settings.Embedded settings) {
    var postgres = new EmbeddedPostgres(data, programs, settings);
    if (postgres.running().isEmpty()) {
      postgres.launch();
    } else {
      LOG.info("took up the embedded PostgreSQL that was left running");
    }
    return postgres;
  }

  /// Where it is, for a tool that runs beside the program; empty when it does not run.
  static Optional<DatabaseAddress> visit(DataFolder data) {
    var folder = data.path().resolve("postgres");
    if (Files.notExists(folder.resolve("postmaster.pid"))) {
      return Optional.empty();
    }
    return data.knownSecret("postgres").flatMap(password -> answering(folder, password));
  }

  /// Whether a database was made in a folder.
  static boolean isIn(DataFolder data) {
    return Files.exists(data.path().resolve("postgres").resolve(VERSION_FILE));
  }

  // A database that was made before wants the password, and the PostgreSQL, that it was made with.
  private void requireTakeable(DataFolder data) {
    if (!isIn(data)) {
      return;
    }
    var version = version();
    if (!version.equals(Programs.POSTGRES_VERSION)) {
      throw new CannotStart(
          "The database in %s was made by PostgreSQL %s, and this Portolan brings PostgreSQL %s."
              .formatted(folder, version, Programs.POSTGRES_VERSION),
          "Convert it with pg_upgrade, or start the Portolan that made it.");
    }
    if (data.knownSecret("postgres").isEmpty()) {
      throw new CannotStart(
          "The password of the embedded database, %s, is missing."
              .formatted(data.path().resolve("secrets/postgres")),
          "Put it back from your copy of the data folder.");
    }
  }

  private String version() {
    try {
      return Files.readString(folder.resolve(VERSION_FILE)).strip();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private CannotStart unusable(IOException e) {
    return new CannotStart(
        "The folder of the embedded PostgreSQL cannot be used (%s).".formatted(CannotStart.why(e)),
        "Look at the space and permissions of %s.".formatted(folder),
        e);
  }

  private void launch() {
    try {
      user.give(folder);
      if (Files.notExists(folder.resolve(VERSION_FILE))) {
        initialize();
      }
      stopStranger();
      Files.writeString(folder.resolve("postgresql.conf"), configuration());
      Files.writeString(folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      touchLog();
      var started = control("start", "-w", "-t", "120", "-l", log.toString());
      if (!started.good()) {
        throw new CannotStart(
            "The embedded PostgreSQL did not start (%s).".formatted(lastLogLine(started)),
            "Its log is %s; `./portolan doctor` checks the folder.".formatted(log));
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void initialize() throws IOException {
    LOG.info("making the embedded database in {}", folder);
    var key = folder.resolveSibling("postgres.key");
    try {
      DataFolder.writePrivately(key, password + "\n");
      user.give(key);
      var made =
          Shell.run(
              user.command(
                  List.of(
                      home.resolve("bin/initdb").toString(),
                      "--pgdata=" + folder,
                      "--username=" + NAME,
                      "--pwfile=" + key,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale=C",
                      "--no-instructions")),
              home,
              120);
      if (!made.good()) {
        throw new CannotStart(
            "The embedded database could not be made (%s).".formatted(made.lastLine()),
            "Look at the space and permissions of %s.".formatted(folder));
      }
    } finally {
      Files.deleteIfExists(key);
    }
  }

  // A server that holds the folder and does not answer us (starting, stopping, or with other
  // settings) is asked to end, as a fast shutdown that corrupts nothing.
  private void stopStranger() {
    if (Files.exists(folder.resolve("postmaster.pid")) && control("status").good()) {
      LOG.info("stopping an embedded PostgreSQL that was left and does not answer");
      stop();
    }
  }

  private void touchLog() throws IOException {
    if (Files.notExists(log)) {
      DataFolder.writePrivately(log, "");
    }
    user.give(log);
  }

  private String lastLogLine(Shell.Outcome outcome) {
    try (var lines = Files.lines(log)) {
      return lines.reduce((_, b) -> b).orElse(outcome.lastLine());
    } catch (IOException e) {
      return outcome.lastLine();
    }
  }

  /// Pages are logged as they are: keys are digests, which hardly compress, and to try took a third
  /// of PostgreSQL's time for a push into a large registry.
  private String configuration() throws IOException {
    return """
    # Written at every start. Settings of your own belong into a PostgreSQL of your own.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 60
    password_encryption = scram-sha-256
    shared_buffers = %dMB
    huge_pages = off
    io_method = sync
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    wal_compression = off
    max_wal_size = 1GB
    checkpoint_timeout = 15min
    transaction_timeout = 30s
    jit = off
    max_parallel_workers_per_gather = 0
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_min_messages = log
    log_checkpoints = off
    """
        .formatted(Ports.free(), settings.sharedBuffers().toMegabytes());
  }

  private Optional<DatabaseAddress> running() {
    return answering(folder, password);
  }

  private static Optional<DatabaseAddress> answering(Path folder, String password) {
    try {
      var lines = Files.readAllLines(folder.resolve("postmaster.pid"));
      var port = Integer.parseInt(lines.get(3).strip());
      var address = new DatabaseAddress("127.0.0.1", port, "postgres", NAME, password, Map.of());
      return answers(address, folder) ? Optional.of(address) : Optional.empty();
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean answers(DatabaseAddress address, Path folder) {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "5");
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW data_directory")) {
      return rows.next() && Files.isSameFile(Path.of(rows.getString(1)), folder);
    } catch (SQLException | IOException e) {
      return false;
    }
  }

  /// Where it is.
  DatabaseAddress address() {
    return running()
        .orElseThrow(() ->
            new CannotStart(
                "The embedded PostgreSQL does not answer.", "Its log is %s.".formatted(log)));
  }

  /// Stops it and waits until it has written everything.
  void stop() {
    var stopped = control("stop", "-m", "fast", "-w", "-t", "60");
    if (!stopped.good()) {
      LOG.warn("the embedded PostgreSQL did not stop: {}", stopped.lastLine());
    }
  }

  private Shell.Outcome control(String... words) {
    var command = new java.util.ArrayList<String>();
    command.add(home.resolve("bin/pg_ctl").toString());
    command.addAll(List.of(words));
    command.add("--pgdata=" + folder);
    return Shell.run(user.command(command), home, 150);
  }
}
