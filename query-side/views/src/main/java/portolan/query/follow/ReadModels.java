package portolan.query.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The schemas that hold read models.
public final class ReadModels {
  /// The live read models.
  public static final String LIVE = "views";

  /// Read models that are being made anew, beside the live ones.
  static final String REBUILT = "views_rebuild";

  /// No event puts a key into these that was there before, and nothing is looked up by their keys
  /// while a rebuild fills them: it makes the keys at the end.
  static final Set<String> KEYED_LAST = Set.of("artifact_blob", "project_blob", "audit");

  /// What triggers keep of the rows of other tables. In place of the triggers, which see one row
  /// after the other, a rebuild sums it up when these tables are full.
  static final List<Step.Summary> TOTALS =
      List.of(
          new Step.Summary(
              "artifact_total",
              """
              INSERT INTO artifact_total
              SELECT project_id, s.scope, type, tag_count > 0, count(*)
              FROM artifact CROSS JOIN LATERAL (VALUES (0), (repository_id)) s(scope)
              WHERE listed GROUP BY 1, 2, 3, 4\
              """),
          new Step.Summary(
              "repository_total",
              """
              INSERT INTO repository_total
              SELECT project_id, count(*) FROM repository GROUP BY project_id\
              """),
          new Step.Summary(
              "audit_total",
              """
              INSERT INTO audit_total
              SELECT s.scope, operation, resource_type, result, listed, count(*)
              FROM audit CROSS JOIN LATERAL (VALUES (0), (project_id)) s(scope)
              WHERE s.scope IS NOT NULL
              GROUP BY s.scope, operation, resource_type, result, listed\
              """));

  /// The tables that these are of; they have no other triggers.
  static final Set<String> TOTALLED = Set.of("artifact", "repository", "audit");

  /// The version of the last migration.
  static final String LATEST = "106";

  private static final String HISTORY = ".flyway_schema_history";

  private ReadModels() {}

  /// Makes the live tables, or brings them to the form that this program needs.
  public static void migrate(DataSource database) {
    migrate(database, LIVE);
  }

  /// Makes empty tables in a new schema by the scripts that made the live ones, whose history goes
  /// along. Flyway would take half a second to find them, in which a rebuild can write 10,000
  /// events; it does so where the live tables are of another version.
  static void make(DataSource database, String schema) throws SQLException {
    try (var connection = database.getConnection()) {
      var scripts = scriptsOfLive(connection);
      if (scripts.isEmpty()) {
        migrate(database, schema);
        return;
      }
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA " + schema + "; SET LOCAL search_path = " + schema);
        for (var script : scripts) {
          statement.execute(text(script));
        }
        statement.execute(
            """
            CREATE TABLE %1$s (LIKE %2$s);
            ALTER TABLE %1$s ALTER installed_on SET DEFAULT now(),
              ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
            CREATE INDEX flyway_schema_history_s_idx ON %1$s (success);
            INSERT INTO %1$s TABLE %2$s\
            """
                .formatted(schema + HISTORY, LIVE + HISTORY));
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /// In their order; none where the live tables are of another version.
  private static List<String> scriptsOfLive(Connection connection) throws SQLException {
    var scripts = new ArrayList<String>();
    var last = "";
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT version, script FROM %s%s WHERE type = 'SQL' ORDER BY installed_rank"
                    .formatted(LIVE, HISTORY))) {
      while (rows.next()) {
        last = rows.getString(1);
        scripts.add(rows.getString(2));
      }
    }
    return last.equals(LATEST) ? scripts : List.of();
  }

  private static String text(String script) {
    try (var stream = ReadModels.class.getResourceAsStream("/db/views/" + script)) {
      return new String(Objects.requireNonNull(stream, script).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The history of migrations lies in the schema itself, so that it goes along when schemas are
  /// swapped.
  static void migrate(DataSource database, String schema) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/views")
        .schemas(schema)
        .defaultSchema(schema)
        .load()
        .migrate();
  }
}
