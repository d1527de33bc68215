package portolan.server.connection;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.query.follow.ReadModels;
import portolan.server.CannotStart;
import portolan.server.configuration.Connections;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.Settings;
import portolan.server.embedded.EmbeddedServers;

/// The connections to PostgreSQL and the tables in it. Beans of our own on purpose: with Boot's,
/// Axon would fall back to memory without a word.
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {
  private static final int MIGRATING = 2;

  @Bean
  DatabaseAddress databaseAddress(EmbeddedServers servers) {
    return servers.database();
  }

  /// Ready to use: the tables are there.
  @Bean
  HikariDataSource dataSource(DatabaseAddress address, Settings settings) {
    try (var source = Connections.patientJdbc(address, MIGRATING)) {
      requireReachable(source, address);
      migrate(source);
    }
    return Connections.jdbc(address, settings.postgres().connections());
  }

  private static void requireReachable(DataSource source, DatabaseAddress address) {
    try (var connection = source.getConnection()) {
      if (!connection.isValid(5)) {
        throw new SQLException("the connection is not valid");
      }
    } catch (SQLException e) {
      throw unreachable(address, e);
    }
  }

  /// The read side's connections; tables without a schema are those of `views`.
  @Bean(destroyMethod = "dispose")
  ConnectionPool connectionFactory(
      DatabaseAddress address, DataSource migrated, Settings settings) {
    return Connections.r2dbc(address, "views", settings.postgres().readConnections());
  }

  static CannotStart unreachable(DatabaseAddress address, SQLException e) {
    return new CannotStart(
        "The database %s does not answer (%s)."
            .formatted(address, CannotStart.root(e).getMessage()),
        "See that it runs and that PORTOLAN_POSTGRES_URL names the right server, user, password and"
            + " database.",
        e);
  }

  private static void migrate(DataSource source) {
    migrate(source, "events");
    migrate(source, "command");
    ReadModels.migrate(source);
  }

  private static void migrate(DataSource source, String part) {
    Flyway.configure()
        .dataSource(source)
        .schemas("public")
        .defaultSchema("public")
        .locations("classpath:db/" + part)
        .table("migrations_" + part)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
