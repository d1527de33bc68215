package portolan.eventstore;

import static org.axonframework.common.DateTimeUtils.formatInstant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import portolan.language.event.Envelope;
import portolan.language.event.Event;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Reads the log in order, and never past an index that a running transaction may still fill.
///
/// Indexes are drawn from a sequence, so they become visible out of order, and those of rolled back
/// transactions never do. Every writer takes its transaction id before its index. So when a gap is
/// seen, the reader takes a transaction id of its own: whoever could fill the gap has a lower one.
/// The largest visible index and that id are remembered, and as soon as a later snapshot's `xmin`
/// has reached the id, every index up to the remembered one that is still not visible never will
/// be. No timeout is involved. (The snapshot's `xmax` would not do: it is one past the last
/// transaction that has *ended*, and one that is younger and still runs may have drawn its index
/// earlier.)
public final class LogTail implements EventLog, AutoCloseable {
  private static final String READ =
      """
      with now as (select pg_current_snapshot() as snapshot)
      select pg_snapshot_xmin(snapshot)::text::bigint as xmin,
             (select coalesce(max(global_index), 0) from event) as newest, e.*
      from now left join lateral
        (select global_index, stream, sequence, at, type, revision, payload, metadata
         from event where global_index > ? order by global_index limit ?) e on true
      """;
  private static final String TAKE_ID = "select pg_current_xact_id()::text::bigint";
  private static final long AGAIN_MILLIS = 1;

  private final DataSource database;
  private final OwnAppends own;
  private final Serializer serializer = new EventSerializer();
  private final EventUpcasterChain upcasters = Upcasters.chain();
  private final ObjectMapper json = EventJson.mapper();
  private final ObjectReader metadata = json.readerForMapOf(String.class);
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
  private final Executor reading = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("log-tail").factory());
  private final Horizon horizon = new Horizon();

  /// @param own what this process commits; empty for a process that commits nothing
  public LogTail(DataSource database, OwnAppends own) {
    this.database = database;
    this.own = own;
  }

  @Override
  public CompletionStage<List<Recorded>> after(Position position, int limit) {
    var fresh = own.after(position, limit);
    if (fresh.isEmpty()) {
      return CompletableFuture.supplyAsync(() -> read(position, limit), reading);
    }
    try {
      return CompletableFuture.completedFuture(recorded(fresh.stream().map(Row::of).toList()));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public CompletionStage<Position> head() {
    return CompletableFuture.supplyAsync(
        () -> {
          var end = new Position(Long.MAX_VALUE - 1);
          var seen = read(end, 1, true);
          long newest = seen.newest();
          while (!horizon.isSettled(newest, seen.xmin())) {
            pause();
            seen = read(end, 1, true);
          }
          return new Position(newest);
        },
        reading);
  }

  @Override
  public AutoCloseable onAppend(Runnable wake) {
    wakes.add(wake);
    return () -> wakes.remove(wake);
  }

  /// Tells every follower that some process has committed events.
  ///
  /// @param newest the index of the last one
  public void appended(long newest) {
    own.heardOf(newest);
    wake();
  }

  /// Tells every follower that there may be new events.
  public void wake() {
    wakes.forEach(Runnable::run);
  }

  @Override
  public void close() {
    again.shutdownNow();
  }

  private List<Recorded> read(Position position, int limit) {
    var seen = read(position, limit, false);
    var settled = new ArrayList<Row>(seen.rows().size());
    long expected = position.index() + 1;
    for (var row : seen.rows()) {
      if (row.index() != expected && !horizon.isSettled(row.index() - 1, seen.xmin())) {
        again.schedule(this::wake, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        break;
      }
      settled.add(row);
      expected = row.index() + 1;
    }
    return recorded(settled);
  }

  private Seen read(Position position, int limit, boolean always) {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(READ)) {
      query.setLong(1, position.index());
      query.setInt(2, limit);
      Seen seen;
      try (var rows = query.executeQuery()) {
        seen = seen(rows);
      }
      horizon.see(seen.xmin());
      if ((always || seen.hasGapAfter(position.index())) && horizon.wants(seen.newest())) {
        horizon.mark(seen.newest(), takenId(connection));
      }
      return seen;
    } catch (SQLException e) {
      throw new IllegalStateException("the event log cannot be read", e);
    }
  }

  private static Seen seen(ResultSet rows) throws SQLException {
    var found = new ArrayList<Row>();
    long xmin = 0;
    long newest = 0;
    while (rows.next()) {
      xmin = rows.getLong("xmin");
      newest = rows.getLong("newest");
      long index = rows.getLong("global_index");
      if (!rows.wasNull()) {
        found.add(Row.of(rows, index));
      }
    }
    found.sort(Comparator.comparingLong(Row::index)); // they came so, which no standard promises
    return new Seen(found, newest, xmin);
  }

  /// Costs no disk sync, since nothing is written under it.
  private static long takenId(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TAKE_ID)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// The events of one command have the same metadata, which is read once.
  private List<Recorded> recorded(List<Row> rows) {
    var found = new ArrayList<Recorded>(rows.size());
    byte[] metadata = {};
    Envelope envelope = null;
    for (var row : rows) {
      if (envelope == null || !Arrays.equals(metadata, row.metadata())) {
        metadata = row.metadata();
        envelope = Envelope.fromMap(metadata(row));
      }
      found.add(
          new Recorded(
              new Position(row.index()),
              row.at(),
              row.stream(),
              row.sequence(),
              envelope,
              event(row)));
    }
    return found;
  }

  /// Only older forms go through Axon's upcasters.
  private Event event(Row row) {
    var type = EventTypes.find(row.type().getName());
    try {
      return type.isPresent() && isPresentForm(type.get(), row)
          ? json.readValue(row.payload(), type.get())
          : upcast(row);
    } catch (IOException e) {
      throw new IllegalStateException("the event at %d cannot be read".formatted(row.index()), e);
    }
  }

  private static boolean isPresentForm(Class<? extends Event> type, Row row) {
    return Integer.toString(EventTypes.revision(type)).equals(row.type().getRevision());
  }

  private Event upcast(Row row) {
    var stored =
        new GenericDomainEventEntry<>(
            "",
            row.stream(),
            row.sequence(),
            "",
            formatInstant(row.at()),
            row.type().getName(),
            row.type().getRevision(),
            row.payload(),
            row.metadata());
    var present =
        upcasters
            .upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
            .findFirst()
            .orElseThrow();
    Object event =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                present.getData(byte[].class).getData(), byte[].class, present.getType()));
    if (event instanceof Event known) {
      return known;
    }
    throw new IllegalStateException(
        "the event at %d has the unknown type %s".formatted(row.index(), row.type().getName()));
  }

  private Map<String, String> metadata(Row row) {
    try {
      return metadata.readValue(row.metadata());
    } catch (IOException e) {
      throw new IllegalStateException(
          "the metadata of the event at %d cannot be read".formatted(row.index()), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Seen(List<Row> rows, long newest, long xmin) {
    boolean hasGapAfter(long index) {
      return !rows.isEmpty() && rows.getLast().index() - index > rows.size();
    }
  }

  private record Row(
      long index,
      Instant at,
      String stream,
      long sequence,
      SerializedType type,
      byte[] payload,
      byte[] metadata) {

    static Row of(OwnAppends.Indexed event) {
      var row = event.row();
      return new Row(
          event.index(),
          Instant.parse(row.at()),
          row.stream(),
          row.sequence(),
          new SimpleSerializedType(row.type(), row.revision()),
          row.payload(),
          row.metadata());
    }

    static Row of(ResultSet row, long index) throws SQLException {
      return new Row(
          index,
          row.getObject("at", OffsetDateTime.class).toInstant(),
          row.getString("stream"),
          row.getLong("sequence"),
          new SimpleSerializedType(row.getString("type"), row.getString("revision")),
          row.getBytes("payload"),
          row.getBytes("metadata"));
    }
  }

  /// Up to where every gap is known to be final, for snapshots whose `xmin` has reached `valid`.
  private static final class Horizon {
    private long settled;
    private long valid;
    private long candidate;
    private long reached = -1;

    /// A snapshot was taken.
    synchronized void see(long xmin) {
      if (reached >= 0 && xmin >= reached) {
        settled = candidate;
        valid = reached;
        reached = -1;
      }
    }

    /// Whether an index is to be marked: it is not settled, and no other one waits to be.
    synchronized boolean wants(long newest) {
      return reached < 0 && newest > settled;
    }

    /// All that may fill a gap up to the newest visible index has a lower transaction id than this.
    synchronized void mark(long newest, long id) {
      if (wants(newest)) {
        candidate = newest;
        reached = id;
      }
    }

    synchronized boolean isSettled(long index, long xmin) {
      return index <= settled && xmin >= valid;
    }
  }
}
