package portolan.server.tool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import portolan.server.CannotStart;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.wiring.SecretFiles;

/// Is PostgreSQL there, new enough, and set so that what it acknowledges is on the disk?
final class DatabaseChecks {
  private static final int OLDEST = 17;
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final DatabaseAddress address;
  private final Path secrets;

  /// @param secrets the folder of the keys that belong to the database
  DatabaseChecks(DatabaseAddress address, Path secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  List<Finding> all() {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
      var findings = new ArrayList<Finding>();
      findings.add(Finding.good("database", address + " answers"));
      findings.add(version(connection));
      findings.add(writable(connection));
      for (var setting : DURABLE) {
        findings.add(durable(connection, setting));
      }
      findings.add(clock(connection));
      findings.add(keys(connection));
      return findings;
    } catch (SQLException e) {
      return List.of(
          Finding.bad(
              "database",
              "%s does not answer (%s)".formatted(address, firstLine(e)),
              "start it, or correct PORTOLAN_POSTGRES_URL (server, user, password, database)"));
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Finding version(Connection connection) throws SQLException {
    var version = connection.getMetaData();
    var text = "PostgreSQL " + version.getDatabaseProductVersion();
    return version.getDatabaseMajorVersion() >= OLDEST
        ? Finding.good("version", text)
        : Finding.bad("version", text, "use PostgreSQL %d or newer".formatted(OLDEST));
  }

  private static Finding writable(Connection connection) throws SQLException {
    var writes = "true".equals(ask(connection, "SELECT (NOT pg_is_in_recovery())::text"));
    var creates =
        "true"
            .equals(
                ask(
                    connection,
                    "SELECT has_database_privilege(current_database(), 'CREATE')::text"));
    if (!writes) {
      return Finding.bad("writes", "it is a standby", "give the address of the primary");
    }
    return creates
        ? Finding.good("writes", "it takes writes, and this user may make schemas")
        : Finding.bad(
            "writes", "this user may not make schemas", "GRANT CREATE ON DATABASE … TO this user");
  }

  private static Finding durable(Connection connection, String setting) throws SQLException {
    var value = ask(connection, "SELECT current_setting('" + setting + "')");
    return value.equals("off") || value.equals("local")
        ? Finding.bad(
            setting,
            value,
            "set %s = on: with %s a crash can lose what was acknowledged".formatted(setting, value))
        : Finding.good(setting, value);
  }

  private static Finding clock(Connection connection) throws SQLException {
    var theirs =
        Instant.ofEpochMilli(
            Long.parseLong(
                ask(
                    connection,
                    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text")));
    var apart = Duration.between(theirs, Instant.now()).abs();
    var text = "%d ms apart from the database's".formatted(apart.toMillis());
    return apart.compareTo(Duration.ofSeconds(30)) < 0
        ? Finding.good("clock", text)
        : Finding.bad("clock", text, "set the clocks of both machines by NTP");
  }

  private Finding keys(Connection connection) throws SQLException {
    if (ask(connection, "SELECT to_regclass('person_key')::text").equals("null")) {
      return Finding.good("keys", "none needed: the database holds no registry yet");
    }
    try {
      new SecretFiles(secrets, new SingleConnectionDataSource(connection, true)).check();
      return Finding.good("keys", secrets + " has what this database needs");
    } catch (CannotStart e) {
      return Finding.bad("keys", e.problem(), e.wayOut());
    }
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
