package portolan.eventstore;

import static java.util.Collections.nCopies;
import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import portolan.eventstore.OwnAppends.Indexed;

/// The statement that adds events to the log.
///
/// It takes a transaction id before it draws an index: readers of the log rely on it to tell a gap
/// that may still fill from one that never will.
final class EventInsert {
  private static final String INSERT =
      """
      insert into event (global_index, stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      select nextval('event_index'), e.stream, e.stream_type, e.sequence, e.event_id, e.at, e.type, e.revision,
             e.payload, e.metadata
      from (select pg_current_xact_id() offset 0) as transaction
      cross join %s as e(stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      returning global_index, event_id\
      """;
  private static final String ROW =
      "(?::text, ?::text, ?::bigint, ?::text, ?::timestamptz, ?::text, ?::text, ?::bytea, ?::bytea)";

  /// Most commands append an event or two, for which arrays take longer than the rows themselves.
  private static final int FEW = 4;

  private static final List<String> INSERT_FEW =
      IntStream.rangeClosed(1, FEW)
          .mapToObj(n -> INSERT.formatted("(values " + String.join(", ", nCopies(n, ROW)) + ")"))
          .toList();
  private static final String INSERT_MANY =
      INSERT.formatted(
          """
          unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                 ?::bytea[], ?::bytea[])\
          """);

  private EventInsert() {}

  /// Leaves the transaction open, where there is one.
  ///
  /// @return the events in the order of their indexes
  static List<Indexed> insert(Connection connection, List<EventRow> rows) throws SQLException {
    return execute(connection, rows, "");
  }

  /// Inserts and commits in one round trip. When the insert fails, the transaction is not
  /// committed.
  ///
  /// @return the events in the order of their indexes
  static List<Indexed> insertAndCommit(Connection connection, List<EventRow> rows)
      throws SQLException {
    return execute(connection, rows, "; commit");
  }

  private static List<Indexed> execute(Connection connection, List<EventRow> rows, String then)
      throws SQLException {
    boolean few = rows.size() <= FEW;
    var sql = few ? INSERT_FEW.get(rows.size() - 1) : INSERT_MANY;
    try (var insert = connection.prepareStatement(sql + then)) {
      if (few) {
        bindEach(rows, insert);
      } else {
        bindArrays(rows, connection, insert);
      }
      insert.execute();
      try (var indexes = insert.getResultSet()) {
        return indexed(rows, indexes);
      }
    }
  }

  private static List<Indexed> indexed(List<EventRow> rows, ResultSet indexes) throws SQLException {
    var byId = rows.stream().collect(toMap(EventRow::id, row -> row));
    var found = new ArrayList<Indexed>(rows.size());
    while (indexes.next()) {
      found.add(new Indexed(indexes.getLong(1), requireNonNull(byId.get(indexes.getString(2)))));
    }
    found.sort(comparingLong(Indexed::index));
    return found;
  }

  private static void bindEach(List<EventRow> rows, PreparedStatement insert) throws SQLException {
    int place = 0;
    for (var row : rows) {
      insert.setString(++place, row.stream());
      insert.setString(++place, row.streamType());
      insert.setLong(++place, row.sequence());
      insert.setString(++place, row.id());
      insert.setString(++place, row.at());
      insert.setString(++place, row.type());
      insert.setString(++place, row.revision());
      insert.setBytes(++place, row.payload());
      insert.setBytes(++place, row.metadata());
    }
  }

  private static void bindArrays(
      List<EventRow> rows, Connection connection, PreparedStatement insert) throws SQLException {
    insert.setArray(
        1, connection.createArrayOf("text", column(rows, EventRow::stream, String[]::new)));
    insert.setArray(
        2, connection.createArrayOf("text", column(rows, EventRow::streamType, String[]::new)));
    insert.setArray(
        3, connection.createArrayOf("bigint", column(rows, EventRow::sequence, Long[]::new)));
    insert.setArray(4, connection.createArrayOf("text", column(rows, EventRow::id, String[]::new)));
    insert.setArray(
        5, connection.createArrayOf("timestamptz", column(rows, EventRow::at, String[]::new)));
    insert.setArray(
        6, connection.createArrayOf("text", column(rows, EventRow::type, String[]::new)));
    insert.setArray(
        7, connection.createArrayOf("text", column(rows, EventRow::revision, String[]::new)));
    insert.setArray(
        8, connection.createArrayOf("bytea", column(rows, EventRow::payload, byte[][]::new)));
    insert.setArray(
        9, connection.createArrayOf("bytea", column(rows, EventRow::metadata, byte[][]::new)));
  }

  private static <T> T[] column(
      List<EventRow> rows, Function<EventRow, T> value, IntFunction<T[]> empty) {
    return rows.stream().map(value).toArray(empty);
  }
}
