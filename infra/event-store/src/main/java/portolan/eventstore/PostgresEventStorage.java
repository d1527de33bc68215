package portolan.eventstore;

import static java.util.Collections.nCopies;
import static org.axonframework.common.DateTimeUtils.formatInstant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Position;

/// Axon's storage engine over the `event` and `snapshot` tables.
///
/// An append is one statement. It takes a transaction id before it draws an index: readers of the
/// log rely on it to tell a gap that may still fill from one that never will. Two writers of one
/// stream collide on its unique index, and the later one gets Axon's `ConcurrencyException`, also
/// when both began the stream.
public final class PostgresEventStorage extends AbstractEventStorageEngine {
  private static final String APPEND =
      """
      insert into event (global_index, stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      select nextval('event_index'), e.stream, e.stream_type, e.sequence, e.event_id, e.at, e.type, e.revision,
             e.payload, e.metadata
      from (select pg_current_xact_id() offset 0) as transaction
      cross join %s as e(stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      returning global_index
      """;
  private static final String ROW =
      "(?::text, ?::text, ?::bigint, ?::text, ?::timestamptz, ?::text, ?::text, ?::bytea, ?::bytea)";

  /// Most commands append an event or two, for which arrays take longer than the rows themselves.
  private static final int FEW = 4;

  private static final List<String> APPEND_FEW =
      IntStream.rangeClosed(1, FEW)
          .mapToObj(n -> APPEND.formatted("(values " + String.join(", ", nCopies(n, ROW)) + ")"))
          .toList();
  private static final String APPEND_MANY =
      APPEND.formatted(
          """
          unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                 ?::bytea[], ?::bytea[])\
          """);
  private static final String COLUMNS =
      "stream, stream_type, sequence, event_id, at, type, revision, payload, metadata";
  private static final String STREAM =
      "select " + COLUMNS + " from event where stream = ? and sequence >= ? order by sequence";
  private static final String SNAPSHOT = "select " + COLUMNS + " from snapshot where stream = ?";
  private static final String STORE_SNAPSHOT =
      """
      insert into snapshot (stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (stream) do update set sequence = excluded.sequence, event_id = excluded.event_id,
        at = excluded.at, type = excluded.type, revision = excluded.revision, payload = excluded.payload,
        metadata = excluded.metadata
      where snapshot.sequence < excluded.sequence
      """;

  /// PostgreSQL's `unique_violation`.
  private static final String DUPLICATE = "23505";

  private final ConnectionProvider connections;
  private final Consumer<Position> appended;

  /// @param connections gives the connection of the running transaction
  /// @param appended told the last index of every append, before it is committed
  public PostgresEventStorage(
      ConnectionProvider connections, Serializer snapshots, Consumer<Position> appended) {
    super(new Settings(snapshots));
    this.connections = connections;
    this.appended = appended;
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (events.isEmpty()) {
      return;
    }
    var rows = events.stream().map(event -> Row.of(event, serializer)).toList();
    boolean few = rows.size() <= FEW;
    try (var connection = connections.getConnection();
        var insert =
            connection.prepareStatement(few ? APPEND_FEW.get(rows.size() - 1) : APPEND_MANY)) {
      if (few) {
        bindEach(rows, insert);
      } else {
        bindArrays(rows, connection, insert);
      }
      try (var indexes = insert.executeQuery()) {
        appended.accept(last(indexes));
      }
    } catch (SQLException e) {
      throw DUPLICATE.equals(e.getSQLState())
          ? new ConcurrencyException("another command changed a stream first", e)
          : new EventStoreException("events could not be appended", e);
    }
  }

  private static Position last(ResultSet indexes) throws SQLException {
    long last = 0;
    while (indexes.next()) {
      last = Math.max(last, indexes.getLong(1));
    }
    return new Position(last);
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readEventData(String stream, long first) {
    return read(
        STREAM,
        statement -> {
          statement.setString(1, stream);
          statement.setLong(2, first);
        })
        .stream();
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
    return read(SNAPSHOT, statement -> statement.setString(1, stream)).stream();
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
    var payload = snapshot.serializePayload(serializer, byte[].class);
    var metadata = snapshot.serializeMetaData(serializer, byte[].class);
    try (var connection = connections.getConnection();
        var insert = connection.prepareStatement(STORE_SNAPSHOT)) {
      insert.setString(1, snapshot.getAggregateIdentifier());
      insert.setString(2, snapshot.getType());
      insert.setLong(3, snapshot.getSequenceNumber());
      insert.setString(4, snapshot.getIdentifier());
      insert.setObject(5, time(snapshot.getTimestamp()));
      insert.setString(6, payload.getType().getName());
      insert.setString(7, payload.getType().getRevision());
      insert.setBytes(8, payload.getData());
      insert.setBytes(9, metadata.getData());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new EventStoreException("a snapshot could not be stored", e);
    }
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    try (var connection = connections.getConnection();
        var query =
            connection.prepareStatement("select max(sequence) from event where stream = ?")) {
      query.setString(1, stream);
      try (var rows = query.executeQuery()) {
        rows.next();
        long last = rows.getLong(1);
        return rows.wasNull() ? Optional.empty() : Optional.of(last);
      }
    } catch (SQLException e) {
      throw new EventStoreException("the stream could not be read", e);
    }
  }

  /// The log is followed through [LogTail]; Axon's own tracking is not used.
  @Override
  protected Stream<? extends TrackedEventData<?>> readEventData(
      @Nullable TrackingToken token, boolean mayBlock) {
    throw new UnsupportedOperationException("the log is followed through LogTail");
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    throw new UnsupportedOperationException("the log is followed through LogTail");
  }

  @Override
  public TrackingToken createTokenAt(Instant instant) {
    throw new UnsupportedOperationException("the log is followed through LogTail");
  }

  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private List<DomainEventData<byte[]>> read(String sql, Binding binding) {
    try (var connection = connections.getConnection();
        var query = connection.prepareStatement(sql)) {
      binding.to(query);
      try (var rows = query.executeQuery()) {
        var entries = new ArrayList<DomainEventData<byte[]>>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new EventStoreException("the stream could not be read", e);
    }
  }

  private static DomainEventData<byte[]> entry(ResultSet row) throws SQLException {
    return new GenericDomainEventEntry<>(
        row.getString("stream_type"),
        row.getString("stream"),
        row.getLong("sequence"),
        row.getString("event_id"),
        formatInstant(row.getObject("at", OffsetDateTime.class).toInstant()),
        row.getString("type"),
        row.getString("revision"),
        row.getBytes("payload"),
        row.getBytes("metadata"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static void bindEach(List<Row> rows, PreparedStatement insert) throws SQLException {
    int place = 0;
    for (var row : rows) {
      insert.setString(++place, row.stream);
      insert.setString(++place, row.streamType);
      insert.setLong(++place, row.sequence);
      insert.setString(++place, row.id);
      insert.setString(++place, row.at);
      insert.setString(++place, row.type);
      insert.setString(++place, row.revision);
      insert.setBytes(++place, row.payload);
      insert.setBytes(++place, row.metadata);
    }
  }

  private static void bindArrays(List<Row> rows, Connection connection, PreparedStatement insert)
      throws SQLException {
    insert.setArray(1, connection.createArrayOf("text", column(rows, Row::stream, String[]::new)));
    insert.setArray(
        2, connection.createArrayOf("text", column(rows, Row::streamType, String[]::new)));
    insert.setArray(
        3, connection.createArrayOf("bigint", column(rows, Row::sequence, Long[]::new)));
    insert.setArray(4, connection.createArrayOf("text", column(rows, Row::id, String[]::new)));
    insert.setArray(
        5, connection.createArrayOf("timestamptz", column(rows, Row::at, String[]::new)));
    insert.setArray(6, connection.createArrayOf("text", column(rows, Row::type, String[]::new)));
    insert.setArray(
        7, connection.createArrayOf("text", column(rows, Row::revision, String[]::new)));
    insert.setArray(
        8, connection.createArrayOf("bytea", column(rows, Row::payload, byte[][]::new)));
    insert.setArray(
        9, connection.createArrayOf("bytea", column(rows, Row::metadata, byte[][]::new)));
  }

  private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> empty) {
    return rows.stream().map(value).toArray(empty);
  }

  /// What an append writes of an event.
  private record Row(
      String stream,
      String streamType,
      long sequence,
      String id,
      String at,
      String type,
      String revision,
      byte[] payload,
      byte[] metadata) {

    static Row of(EventMessage<?> message, Serializer serializer) {
      var event = (DomainEventMessage<?>) message;
      var payload = event.serializePayload(serializer, byte[].class);
      return new Row(
          event.getAggregateIdentifier(),
          event.getType(),
          event.getSequenceNumber(),
          event.getIdentifier(),
          event.getTimestamp().toString(),
          payload.getType().getName(),
          payload.getType().getRevision(),
          payload.getData(),
          event.serializeMetaData(serializer, byte[].class).getData());
    }
  }

  private static final class Settings extends AbstractEventStorageEngine.Builder {
    Settings(Serializer snapshots) {
      eventSerializer(new EventSerializer());
      snapshotSerializer(snapshots);
      upcasterChain(Upcasters.chain());
    }
  }
}
