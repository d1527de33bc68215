package portolan.query.follow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import portolan.language.event.Position;

/// The schemas of the live read models and of those being made, as a rebuild handles them.
final class Schemas {
  private static final String LIVE = ReadModels.LIVE;
  private static final String REBUILT = ReadModels.REBUILT;
  private static final String OLD = "views_old";

  /// Indexes that projections need while they write; the others are made when the rows are there.
  private static final Set<String> NEEDED =
      Set.of("artifact_blob_by_artifact", "member_by_project", "robot_listed");

  /// Tables that are finished at the same time, each over a connection of its own.
  private static final int AT_ONCE = 3;

  /// Compressing the pages of new indexes for the log takes longer than to write them; who may not
  /// say so waits.
  private static final String LARGE_WORK =
      """
      SET search_path = %s; SET work_mem = '64MB'; SET maintenance_work_mem = '128MB';
      SET max_parallel_maintenance_workers = 0;
      DO $$ BEGIN SET wal_compression = off; EXCEPTION WHEN insufficient_privilege THEN END $$\
      """
          .formatted(REBUILT);

  private final DataSource database;

  Schemas(DataSource database) {
    this.database = database;
  }

  /// Makes the new tables, empty and with few indexes.
  ///
  /// @return the statements that make the other indexes and keys, by table
  Map<String, List<String>> prepare() throws SQLException {
    try (var connection = open()) {
      execute(connection, "DROP SCHEMA IF EXISTS " + REBUILT + " CASCADE");
      execute(connection, "DROP SCHEMA IF EXISTS " + OLD + " CASCADE");
    }
    ReadModels.make(database, REBUILT);
    triggers("DISABLE");
    return withoutIndexes();
  }

  private Map<String, List<String>> withoutIndexes() throws SQLException {
    var later = new HashMap<String, List<String>>();
    try (var connection = open();
        var indexes =
            query(
                connection,
                """
                SELECT t.relname, x.relname, i.indisprimary,
                  CASE WHEN i.indisprimary
                    THEN format('ALTER TABLE %1$s.%%I ADD %%s', t.relname, pg_get_constraintdef(k.oid))
                    ELSE pg_get_indexdef(x.oid) END,
                  CASE WHEN i.indisprimary
                    THEN format('ALTER TABLE %1$s.%%I DROP CONSTRAINT %%I', t.relname, x.relname)
                    ELSE format('DROP INDEX %1$s.%%I', x.relname) END
                FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                  JOIN pg_class t ON t.oid = i.indrelid
                  LEFT JOIN pg_constraint k ON k.conindid = x.oid AND k.contype = 'p'
                WHERE x.relnamespace = '%1$s'::regnamespace AND t.relname NOT LIKE 'flyway%%'\
                """
                    .formatted(REBUILT))) {
      while (indexes.next()) {
        var table = indexes.getString(1);
        boolean primary = indexes.getBoolean(3);
        if (primary
            ? ReadModels.KEYED_LAST.contains(table)
            : !NEEDED.contains(indexes.getString(2))) {
          later.computeIfAbsent(table, _ -> new ArrayList<>()).add(indexes.getString(4));
          execute(connection, indexes.getString(5));
        }
      }
    }
    return later;
  }

  /// Makes the filled tables what the live ones are, several at once.
  ///
  /// @param later the statements that make indexes and keys, by table
  /// @param summaries fill tables that are empty yet
  void finish(Map<String, List<String>> later, Collection<Step.Summary> summaries)
      throws SQLException, InterruptedException {
    var full = tables();
    var empty = summaries.stream().map(Step.Summary::table).toList();
    full.removeAll(empty);
    try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
      var filling = begun(workers, summaries, (connection, it) -> execute(connection, it.sql()));
      var finishing = begun(workers, full, (connection, it) -> finish(connection, it, later));
      await(filling);
      await(begun(workers, empty, (connection, it) -> finish(connection, it, later)));
      await(finishing);
      triggers("ENABLE");
    } catch (ExecutionException e) {
      throw failed("finished", e);
    }
  }

  private void triggers(String change) throws SQLException {
    try (var connection = open()) {
      for (var table : ReadModels.TOTALLED) {
        execute(connection, "ALTER TABLE %s.%s %s TRIGGER USER".formatted(REBUILT, table, change));
      }
    }
  }

  private interface Work<T> {
    void on(Connection connection, T item) throws SQLException;
  }

  private <T> List<Future<Void>> begun(ExecutorService workers, Collection<T> items, Work<T> work) {
    var begun = new ArrayList<Future<Void>>();
    for (var item : items) {
      begun.add(
          workers.submit(() -> {
            try (var connection = open()) {
              execute(connection, LARGE_WORK);
              work.on(connection, item);
              execute(connection, "RESET ALL"); // others use it next
            }
            return null;
          }));
    }
    return begun;
  }

  private static void await(List<Future<Void>> tasks)
      throws ExecutionException, InterruptedException {
    for (var task : tasks) {
      task.get();
    }
  }

  private static SQLException failed(String what, ExecutionException failure) {
    var cause = Objects.requireNonNullElse(failure.getCause(), failure);
    return new SQLException(
        "the new read models cannot be %s: %s".formatted(what, cause.getMessage()), cause);
  }

  private static void finish(Connection connection, String table, Map<String, List<String>> later)
      throws SQLException {
    for (var statement : later.getOrDefault(table, List.of())) {
      execute(connection, statement);
    }
  }

  /// Something done while the live read models stand still.
  interface Standstill<T> {
    /// @param live where they stand
    /// @param connection holds them there until its transaction ends
    T during(Position live, Connection connection) throws SQLException;
  }

  /// Keeps the follower from moving the position, which it does with the first statement of every
  /// batch.
  <T> T standingStill(String group, Standstill<T> work) throws SQLException {
    try (var connection = open()) {
      connection.setAutoCommit(false);
      execute(connection, "LOCK TABLE " + LIVE + ".projection IN EXCLUSIVE MODE");
      try (var statement =
          connection.prepareStatement(
              "SELECT position FROM " + LIVE + ".projection WHERE name = ?")) {
        statement.setString(1, group);
        try (var row = statement.executeQuery()) {
          var live = row.next() ? new Position(row.getLong(1)) : Position.START;
          var result = work.during(live, connection);
          connection.commit();
          return result;
        }
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      }
    }
  }

  /// A connection that sees all as it is now, whatever happens later.
  Connection snapshot() throws SQLException {
    var connection = open();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    execute(connection, "SELECT count(*) FROM " + LIVE + ".projection");
    return connection;
  }

  /// Compares the new tables with the live ones, and beside that lets PostgreSQL learn what is in
  /// them.
  List<TableComparison> compare(Connection snapshot) throws SQLException, InterruptedException {
    var tables = tables(snapshot);
    try (var workers = Executors.newFixedThreadPool(1)) {
      var learning =
          begun(
              workers,
              tables,
              (connection, it) ->
                  execute(connection, "VACUUM (ANALYZE) %s.%s".formatted(REBUILT, it)));
      var comparisons = new ArrayList<TableComparison>();
      for (var table : tables) {
        comparisons.add(compare(snapshot, table));
      }
      await(learning);
      return List.copyOf(comparisons);
    } catch (ExecutionException e) {
      throw failed("analysed", e);
    }
  }

  /// A connection whose transactions may take as long as large tables need.
  private Connection open() throws SQLException {
    var connection = database.getConnection();
    execute(connection, "SET transaction_timeout = 0");
    return connection;
  }

  private List<String> tables() throws SQLException {
    try (var connection = open()) {
      return tables(connection);
    }
  }

  /// All but the position, the history of migrations and who changed names last.
  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var names =
        query(
            connection,
            """
            SELECT table_name FROM information_schema.tables WHERE table_schema = '%s'
              AND table_type = 'BASE TABLE'
              AND table_name NOT IN ('projection', 'list_change')
              AND table_name NOT LIKE 'flyway%%' ORDER BY 1\
            """
                .formatted(REBUILT))) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    return tables;
  }

  /// Sums of hashes first: they are quick, and almost always equal.
  private static TableComparison compare(Connection snapshot, String table) throws SQLException {
    var live = LIVE + "." + table;
    var rebuilt = REBUILT + "." + table;
    try (var sums =
        query(
            snapshot,
            """
            SELECT a.n, b.n, a.h = b.h FROM
              (SELECT count(*) n, coalesce(sum(hash_record_extended(t, 0)), 0) h FROM %s t) a,
              (SELECT count(*) n, coalesce(sum(hash_record_extended(t, 0)), 0) h FROM %s t) b\
            """
                .formatted(live, rebuilt))) {
      sums.next();
      long liveRows = sums.getLong(1);
      long rebuiltRows = sums.getLong(2);
      if (liveRows == rebuiltRows && sums.getBoolean(3)) {
        return new TableComparison(table, liveRows, rebuiltRows, 0, 0);
      }
      return new TableComparison(
          table,
          liveRows,
          rebuiltRows,
          missing(snapshot, live, rebuilt),
          missing(snapshot, rebuilt, live));
    }
  }

  private static long missing(Connection snapshot, String from, String in) throws SQLException {
    try (var count =
        query(
            snapshot,
            "SELECT count(*) FROM (SELECT t::text FROM %s t EXCEPT ALL SELECT t::text FROM %s t) d"
                .formatted(from, in))) {
      count.next();
      return count.getLong(1);
    }
  }

  /// Takes effect with the transaction of the connection.
  static void swap(Connection connection) throws SQLException {
    execute(connection, "ALTER SCHEMA %s RENAME TO %s".formatted(LIVE, OLD));
    execute(connection, "ALTER SCHEMA %s RENAME TO %s".formatted(REBUILT, LIVE));
  }

  void dropOld() throws SQLException {
    try (var connection = open()) {
      execute(connection, "DROP SCHEMA " + OLD + " CASCADE");
    }
  }

  private static ResultSet query(Connection connection, String sql) throws SQLException {
    var statement = connection.createStatement();
    statement.closeOnCompletion();
    return statement.executeQuery(sql);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
