package portolan.query;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// One real PostgreSQL for all tests, with an empty database for each.
public final class Postgres {
  private static final EmbeddedPostgres SERVER = started();

  private final String name = "views_" + UUID.randomUUID().toString().replace("-", "");

  public Postgres() {
    execute(SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
    execute(
        """
        CREATE TABLE public.blob_holding (digest text COLLATE "C", project_id int,
          path text COLLATE "C", size bigint, expires_at timestamptz)\
        """);
  }

  public DataSource dataSource() {
    return SERVER.getDatabase("postgres", name);
  }

  public ConnectionFactory connections() {
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host("localhost")
            .port(SERVER.getPort())
            .username("postgres")
            .password("postgres")
            .database(name)
            .schema("views")
            .build());
  }

  public void execute(String sql) {
    execute(dataSource(), sql);
  }

  /// Every row of a query as text, one line a row.
  public List<String> rows(String sql) {
    try (var connection = dataSource().getConnection();
        var result = connection.createStatement().executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All rows of all read models in a schema that follow from the log, by table.
  public Map<String, List<String>> contents(String schema) {
    var tables =
        rows(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = '%s' AND table_name <> 'list_change'
              AND table_name NOT LIKE 'flyway%%' ORDER BY 1\
            """
                .formatted(schema));
    var contents = new java.util.TreeMap<String, List<String>>();
    for (var table : tables) {
      contents.put(table, rows("SELECT t::text FROM %s.%s t ORDER BY 1".formatted(schema, table)));
    }
    return contents;
  }

  private static void execute(DataSource database, String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("max_connections", "200")
          .setServerConfig("fsync", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
