package portolan.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// A real PostgreSQL with the tables of the event store, shared by the tests of this module.
final class TestDatabase {
  private static final DataSource DATABASE = started();

  private TestDatabase() {}

  static DataSource shared() {
    return DATABASE;
  }

  private static DataSource started() {
    try {
      var database = EmbeddedPostgres.builder().start().getPostgresDatabase();
      Flyway.configure().dataSource(database).locations("db/events").load().migrate();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
