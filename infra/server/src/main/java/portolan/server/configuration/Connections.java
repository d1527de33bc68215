package portolan.server.configuration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How connections to PostgreSQL are made.
public final class Connections {
  /// A transaction that is open for longer would hold up every follower of the log.
  private static final String TRANSACTION_TIMEOUT = "30s";

  /// Longer than PostgreSQL lets a transaction last, so that only one that hangs is given up.
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(40);

  /// A read that takes longer ends in the database too, before whoever asked for it gives up and
  /// the pool opens another connection.
  private static final String STATEMENT_TIMEOUT = "9s";

  /// A connection that is not needed for longer is closed: each keeps megabytes of PostgreSQL's
  /// memory.
  private static final Duration IDLE = Duration.ofMinutes(1);

  /// How many statements a reactive connection keeps prepared; without a bound it keeps all.
  private static final int STATEMENTS = 256;

  private static final Map<String, String> TLS_NAMES =
      Map.of(
          "sslmode", "sslMode",
          "sslrootcert", "sslRootCert",
          "sslcert", "sslCert",
          "sslkey", "sslKey");

  private Connections() {}

  /// A pool for blocking use, with an end to every wait: a database may hang without a word.
  public static HikariDataSource jdbc(DatabaseAddress address, int size) {
    var config = config(address, size);
    config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_STATEMENT.toSeconds()));
    return new HikariDataSource(config);
  }

  /// A pool for blocking use, for work whose statements may take as long as large tables need.
  public static HikariDataSource patientJdbc(DatabaseAddress address, int size) {
    return new HikariDataSource(config(address, size));
  }

  private static HikariConfig config(DatabaseAddress address, int size) {
    var config = new HikariConfig();
    config.setPoolName("portolan");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "portolan");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty(
        "options",
        "-c plan_cache_mode=force_generic_plan -c transaction_timeout=" + TRANSACTION_TIMEOUT);
    return config;
  }

  /// A pool for reactive use.
  ///
  /// @param schema where tables that are named without one are looked for
  public static ConnectionPool r2dbc(DatabaseAddress address, String schema, int size) {
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(
                r2dbc(address, schema, Map.of("statement_timeout", STATEMENT_TIMEOUT)))
            .name("portolan-" + schema)
            .initialSize(0)
            .minIdle(1)
            .maxSize(size)
            .maxIdleTime(IDLE)
            .acquireRetry(size) // all may be dead after a restart of the database
            .maxCreateConnectionTime(Duration.ofSeconds(5))
            .maxAcquireTime(Duration.ofSeconds(10))
            .build());
  }

  /// Makes connections for reactive use that belong to whoever asks for them.
  public static ConnectionFactory r2dbc(DatabaseAddress address, String schema) {
    return r2dbc(address, schema, Map.of());
  }

  private static ConnectionFactory r2dbc(
      DatabaseAddress address, String schema, Map<String, String> bounds) {
    var settings = new HashMap<>(bounds);
    settings.put("search_path", schema);
    settings.put("transaction_timeout", TRANSACTION_TIMEOUT);
    var options =
        ConnectionFactoryOptions.builder()
            .option(ConnectionFactoryOptions.DRIVER, "postgresql")
            .option(ConnectionFactoryOptions.HOST, address.host())
            .option(ConnectionFactoryOptions.PORT, address.port())
            .option(ConnectionFactoryOptions.DATABASE, address.database())
            .option(ConnectionFactoryOptions.USER, address.user())
            .option(ConnectionFactoryOptions.PASSWORD, address.password())
            .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, Duration.ofSeconds(5))
            .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
            .option(
                PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES, STATEMENTS)
            .option(PostgresqlConnectionFactoryProvider.OPTIONS, settings);
    TLS_NAMES.forEach((name, option) -> {
      var value = address.parameters().get(name);
      if (value != null) {
        options.option(Option.valueOf(option), value);
      }
    });
    return new PostgresqlConnectionFactoryProvider().create(options.build());
  }
}
