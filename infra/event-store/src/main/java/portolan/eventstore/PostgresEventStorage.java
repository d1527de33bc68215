package portolan.eventstore;

import static org.axonframework.common.DateTimeUtils.formatInstant;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Axon's storage engine over the `event` and `snapshot` tables. What is appended becomes part of
/// the log when its transaction commits.
public final class PostgresEventStorage extends AbstractEventStorageEngine {
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

  private final ConnectionProvider connections;
  private final EventTransactions transactions;

  /// @param connections gives the connection of the running transaction
  /// @param transactions those that append
  public PostgresEventStorage(
      ConnectionProvider connections, Serializer snapshots, EventTransactions transactions) {
    super(new Settings(snapshots));
    this.connections = connections;
    this.transactions = transactions;
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    transactions.append(events.stream().map(event -> EventRow.of(event, serializer)).toList());
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

  private static final class Settings extends AbstractEventStorageEngine.Builder {
    Settings(Serializer snapshots) {
      eventSerializer(new EventSerializer());
      snapshotSerializer(snapshots);
      upcasterChain(Upcasters.chain());
    }
  }
}
