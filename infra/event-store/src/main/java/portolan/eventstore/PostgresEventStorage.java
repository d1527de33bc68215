package portolan.eventstore;

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
      cross join unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::bytea[], ?::bytea[])
        as e(stream, stream_type, sequence, event_id, at, type, revision, payload, metadata)
      returning global_index
      """;
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
    var rows = Rows.of(events, serializer);
    try (var connection = connections.getConnection();
        var insert = connection.prepareStatement(APPEND)) {
      rows.bind(connection, insert);
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

  /// The columns of an append, as arrays.
  private record Rows(
      String[] streams,
      String[] types,
      Long[] sequences,
      String[] ids,
      String[] times,
      String[] names,
      String[] revisions,
      byte[][] payloads,
      byte[][] metadata) {

    static Rows of(List<? extends EventMessage<?>> events, Serializer serializer) {
      int n = events.size();
      var rows =
          new Rows(
              new String[n],
              new String[n],
              new Long[n],
              new String[n],
              new String[n],
              new String[n],
              new String[n],
              new byte[n][],
              new byte[n][]);
      for (int i = 0; i < n; i++) {
        rows.set(i, (DomainEventMessage<?>) events.get(i), serializer);
      }
      return rows;
    }

    private void set(int i, DomainEventMessage<?> event, Serializer serializer) {
      var payload = event.serializePayload(serializer, byte[].class);
      streams[i] = event.getAggregateIdentifier();
      types[i] = event.getType();
      sequences[i] = event.getSequenceNumber();
      ids[i] = event.getIdentifier();
      times[i] = event.getTimestamp().toString();
      names[i] = payload.getType().getName();
      revisions[i] = payload.getType().getRevision();
      payloads[i] = payload.getData();
      metadata[i] = event.serializeMetaData(serializer, byte[].class).getData();
    }

    void bind(Connection connection, PreparedStatement insert) throws SQLException {
      insert.setArray(1, connection.createArrayOf("text", streams));
      insert.setArray(2, connection.createArrayOf("text", types));
      insert.setArray(3, connection.createArrayOf("bigint", sequences));
      insert.setArray(4, connection.createArrayOf("text", ids));
      insert.setArray(5, connection.createArrayOf("timestamptz", times));
      insert.setArray(6, connection.createArrayOf("text", names));
      insert.setArray(7, connection.createArrayOf("text", revisions));
      insert.setArray(8, connection.createArrayOf("bytea", payloads));
      insert.setArray(9, connection.createArrayOf("bytea", metadata));
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
