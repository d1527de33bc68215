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
///
/// An event that is only known to be its stream's next one is numbered here. Who decided it held
/// what it was decided on; should another one be appended at the same moment nevertheless, the
/// stream's unique index refuses one of the two.
final class EventInsert {
  private static final String INSERT =
      """
      insert into event (global_index, stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      select nextval('event_index'), e.stream, e.stream_type, %s, e.event_id, e.at, e.type, e.revision,
             e.payload, e.metadata
      from (select pg_current_xact_id() offset 0) as transaction
      cross join %s as e(stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      returning global_index, event_id, sequence\
      """;
  private static final String ROW =
      "(?::text, ?::text, ?::bigint, ?::text, ?::timestamptz, ?::text, ?::text, ?::bytea, ?::bytea)";

  private static final String ROWS =
      """
      unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
             ?::bytea[], ?::bytea[])\
      """;

  private static final String NUMBERED = "e.sequence";
  private static final String TO_NUMBER =
      """
      case when e.sequence >= 0 then e.sequence
           else (select coalesce(max(m.sequence), -1) + 1 from event m where m.stream = e.stream) end\
      """;

  /// Most commands append an event or two, for which arrays take longer than the rows themselves.
  private static final int FEW = 4;

  private static final EventInsert OF_NUMBERED = new EventInsert(NUMBERED);
  private static final EventInsert TO_BE_NUMBERED = new EventInsert(TO_NUMBER);

  private final List<String> few;
  private final String many;

  private EventInsert(String sequence) {
    this.few =
        IntStream.rangeClosed(1, FEW)
            .mapToObj(n -> "(values " + String.join(", ", nCopies(n, ROW)) + ")")
            .map(rows -> INSERT.formatted(sequence, rows))
            .toList();
    this.many = INSERT.formatted(sequence, ROWS);
  }

  /// Leaves the transaction open, where there is one.
  ///
  /// @return the events in the order of their indexes
  static List<Indexed> insert(Connection connection, List<EventRow> rows) throws SQLException {
    return execute(connection, List.of(), rows, "");
  }

  /// Inserts and commits in one round trip, after other changes. When one of all this fails, the
  /// transaction is not committed.
  ///
  /// @return the events in the order of their indexes
  static List<Indexed> insertAndCommit(
      Connection connection, List<LastStatement> before, List<EventRow> rows) throws SQLException {
    return execute(connection, before, rows, "; commit");
  }

  private static List<Indexed> execute(
      Connection connection, List<LastStatement> before, List<EventRow> rows, String then)
      throws SQLException {
    try (var all = connection.prepareStatement(sql(before, rows) + then)) {
      int bound = LastStatement.bind(before, all);
      if (rows.size() <= FEW) {
        bindEach(rows, all, bound);
      } else {
        bindArrays(rows, connection, all, bound);
      }
      all.execute();
      for (var _ : before) {
        all.getMoreResults();
      }
      try (var indexes = all.getResultSet()) {
        return indexed(rows, indexes);
      }
    }
  }

  private static String sql(List<LastStatement> before, List<EventRow> rows) {
    var insertion = rows.stream().anyMatch(EventRow::isNext) ? TO_BE_NUMBERED : OF_NUMBERED;
    return LastStatement.sql(before) + insertion.sql(rows.size());
  }

  private String sql(int rows) {
    return rows <= FEW ? few.get(rows - 1) : many;
  }

  private static List<Indexed> indexed(List<EventRow> rows, ResultSet indexes) throws SQLException {
    var byId = rows.stream().collect(toMap(EventRow::id, row -> row));
    var found = new ArrayList<Indexed>(rows.size());
    while (indexes.next()) {
      var row = requireNonNull(byId.get(indexes.getString(2)));
      found.add(new Indexed(indexes.getLong(1), row.numbered(indexes.getLong(3))));
    }
    found.sort(comparingLong(Indexed::index));
    return found;
  }

  private static void bindEach(List<EventRow> rows, PreparedStatement insert, int bound)
      throws SQLException {
    int place = bound;
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
      List<EventRow> rows, Connection connection, PreparedStatement insert, int bound)
      throws SQLException {
    insert.setArray(
        bound + 1, connection.createArrayOf("text", column(rows, EventRow::stream, String[]::new)));
    insert.setArray(
        bound + 2,
        connection.createArrayOf("text", column(rows, EventRow::streamType, String[]::new)));
    insert.setArray(
        bound + 3,
        connection.createArrayOf("bigint", column(rows, EventRow::sequence, Long[]::new)));
    insert.setArray(
        bound + 4, connection.createArrayOf("text", column(rows, EventRow::id, String[]::new)));
    insert.setArray(
        bound + 5,
        connection.createArrayOf("timestamptz", column(rows, EventRow::at, String[]::new)));
    insert.setArray(
        bound + 6, connection.createArrayOf("text", column(rows, EventRow::type, String[]::new)));
    insert.setArray(
        bound + 7,
        connection.createArrayOf("text", column(rows, EventRow::revision, String[]::new)));
    insert.setArray(
        bound + 8,
        connection.createArrayOf("bytea", column(rows, EventRow::payload, byte[][]::new)));
    insert.setArray(
        bound + 9,
        connection.createArrayOf("bytea", column(rows, EventRow::metadata, byte[][]::new)));
  }

  private static <T> T[] column(
      List<EventRow> rows, Function<EventRow, T> value, IntFunction<T[]> empty) {
    return rows.stream().map(value).toArray(empty);
  }
}
