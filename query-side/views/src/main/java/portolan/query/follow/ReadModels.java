package portolan.query.follow;

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

  private ReadModels() {}

  /// Makes the live tables, or brings them to the form that this program needs.
  public static void migrate(DataSource database) {
    migrate(database, LIVE);
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
