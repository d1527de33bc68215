package portolan.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.event.Position;
import portolan.language.event.ReadBarrier;

/// The nodes that answer from memory, and how far each one's memory has followed the log.
///
/// A node holds a lease and announces its position. A writer waits for every node whose lease
/// lives. A node that has not renewed its lease for [#TRUST] no longer trusts its memory, well
/// before others stop waiting for it; one that has just joined does not trust it either until
/// everyone knows of it.
public final class Nodes implements ReadBarrier, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration TRUST = Duration.ofSeconds(6);
  static final Duration RENEWAL = Duration.ofSeconds(1);
  private static final Duration GIVING_UP = Duration.ofMillis(250);
  private static final Duration INTRODUCTION = Duration.ofSeconds(3);
  private static final String CHANNEL = "portolan_node";

  private final DataSource database;
  private final Signals signals;
  private final String id;
  private final String address;
  private final Duration bound;
  private final Waiting waiting = new Waiting();
  private final Map<String, Long> others = new ConcurrentHashMap<>();
  private final ScheduledExecutorService renewing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-lease").factory());
  private final ScheduledExecutorService givingUp =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-patience").factory());
  private volatile Position position = Position.START;
  private volatile long joined = Long.MAX_VALUE;
  private volatile long renewed;

  /// @param id unique for every start of a process
  /// @param bound how long a writer waits before it answers all the same
  public Nodes(DataSource database, Signals signals, String id, String address, Duration bound) {
    this.database = database;
    this.signals = signals;
    this.id = id;
    this.address = address;
    this.bound = bound;
    signals.on(CHANNEL, this::heard);
  }

  public void start() {
    renew();
    renewing.scheduleWithFixedDelay(
        this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    givingUp.scheduleWithFixedDelay(
        waiting::giveUp, GIVING_UP.toMillis(), GIVING_UP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Says that this node's memory holds nothing older than the position.
  public void passed(long index) {
    if (index > position.index()) {
      position = new Position(index);
      if (!others.isEmpty()) {
        signals.notify(CHANNEL, id + " " + index);
      }
      release();
    }
  }

  /// Whether this node may answer from memory.
  public boolean trusted() {
    long now = System.nanoTime();
    return joined != Long.MAX_VALUE
        && now - renewed < TRUST.toNanos()
        && (others.isEmpty() || now - joined > INTRODUCTION.toNanos());
  }

  /// Whether no other node is known.
  public boolean alone() {
    return others.isEmpty();
  }

  /// The position that this node's memory has passed.
  public Position position() {
    return position;
  }

  @Override
  public CompletionStage<Boolean> passed(Position wanted) {
    return waiting.until(wanted, bound);
  }

  @Override
  public void close() {
    renewing.shutdownNow();
    givingUp.shutdownNow();
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from node where id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    } catch (SQLException e) {
      LOG.debug("the lease runs out by itself", e);
    }
  }

  private void heard(String text) {
    int blank = text.indexOf(' ');
    if (blank > 0 && !text.substring(0, blank).equals(id)) {
      others.merge(text.substring(0, blank), Long.valueOf(text.substring(blank + 1)), Math::max);
      release();
    }
  }

  private void release() {
    long slowest = others.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    waiting.reached(new Position(Math.min(slowest, position.index())));
  }

  private void renew() {
    try {
      long asked = System.nanoTime();
      upsert();
      refresh();
      renewed = asked;
      if (joined == Long.MAX_VALUE) {
        joined = asked;
      }
    } catch (SQLException e) {
      LOG.warn("this node's lease could not be renewed: {}", e.getMessage());
    }
  }

  private void upsert() throws SQLException {
    var sql =
        """
        insert into node (id, address, position, lease_until) values (?, ?, ?, now() + make_interval(secs => ?))
        on conflict (id) do update set position = excluded.position, lease_until = excluded.lease_until
        """;
    try (var connection = database.getConnection();
        var lease = connection.prepareStatement(sql)) {
      lease.setString(1, id);
      lease.setString(2, address);
      lease.setLong(3, position.index());
      lease.setLong(4, LEASE.toSeconds());
      lease.executeUpdate();
    }
  }

  private void refresh() throws SQLException {
    var living = new HashMap<String, Long>();
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select id, position from node where lease_until > now() and id <> ?")) {
      query.setString(1, id);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          living.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    others.keySet().retainAll(living.keySet());
    living.forEach((node, at) -> others.merge(node, at, Math::max));
    release();
  }
}
