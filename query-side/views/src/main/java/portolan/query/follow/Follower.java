package portolan.query.follow;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Follows the log for one group of read models, on a thread of its own.
///
/// The node that holds the group's advisory lock writes; the others try for the lock every second.
/// The lock lives on the connection that writes, so who loses one loses both. After an outage it
/// waits, longer each time, and goes on where the database says that it is.
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 1_000;
  private static final Duration STAND_BY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// All that a batch does is looked up by key: a plan for its rows need not be made each time.
  private static final String SETTINGS =
      """
      SET search_path = views; SET synchronous_commit = off;
      SET plan_cache_mode = force_generic_plan\
      """;

  private final String group;
  private final EventLog log;
  private final ConnectionFactory connections;
  private final Fold fold;
  private final Projected projected;
  private final Wake wake = new Wake();
  private final Thread thread;
  private volatile FollowerState state = new FollowerState(false, Position.START, null);
  private volatile boolean closed;
  private Duration pause = Duration.ZERO;
  private int batch = BATCH;
  private boolean caughtUp;

  /// @param group names the lock and the position
  /// @param connections makes new connections (no pool); their user owns the schema `views`
  public Follower(
      String group,
      EventLog log,
      ConnectionFactory connections,
      List<Projection> projections,
      Projected projected) {
    this.group = group;
    this.log = log;
    this.connections = connections;
    this.fold = new Fold(projections, Changes::new);
    this.projected = projected;
    this.thread =
        Thread.ofPlatform().name("portolan-follow-" + group).daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public FollowerState state() {
    return state;
  }

  /// Lets the batch at hand end, then stops.
  @Override
  public void close() throws InterruptedException {
    closed = true;
    wake.call();
    if (!thread.join(PATIENCE)) {
      thread.interrupt();
    }
  }

  private void run() {
    try (var subscription = log.onAppend(wake::call)) {
      while (!closed) {
        attempt();
        wake.await(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("The read models of {} are no longer followed", group, e);
      state = new FollowerState(false, projected.position(), "no longer followed");
    }
  }

  private void attempt() throws InterruptedException {
    try (var own = OwnConnection.of(connections)) {
      standByOrWrite(own);
    } catch (RuntimeException failure) {
      stumbled(failure);
    }
  }

  private void standByOrWrite(OwnConnection own) throws InterruptedException {
    own.execute(SETTINGS);
    while (!closed && !own.locked("portolan-follow-" + group)) {
      state = new FollowerState(false, projected.position(), null);
      TimeUnit.NANOSECONDS.sleep(STAND_BY.toNanos());
    }
    projected.writtenBy(own.process());
    try {
      write(BatchWriter.announcing(own.connection(), group));
    } finally {
      projected.writtenBy(0);
    }
  }

  private void write(BatchWriter writer) throws InterruptedException {
    caughtUp = false;
    var position = writer.position().block(PATIENCE);
    while (!closed && position != null) {
      position = step(writer, position);
    }
  }

  /// Projects what is there, after a sleep when the last look saw the end of the log.
  private Position step(BatchWriter writer, Position position) throws InterruptedException {
    state = new FollowerState(true, position, state.trouble());
    projected.advance(position);
    if (caughtUp) {
      wake.await(STAND_BY);
    }
    var events = next(position);
    caughtUp = events.size() < batch;
    if (events.isEmpty()) {
      recovered(new FollowerState(true, position, null));
      return position;
    }
    var folded = fold.fold(events);
    writer.write(folded.writes(), position, folded.last()).block(PATIENCE);
    projected.written(
        events.stream().filter(e -> e.position().compareTo(folded.last()) <= 0).toList());
    caughtUp &= folded.last().equals(events.getLast().position());
    recovered(new FollowerState(true, folded.last(), null));
    batch = Math.min(BATCH, batch * 2);
    return folded.last();
  }

  private List<Recorded> next(Position position) throws InterruptedException {
    try {
      return log.after(position, batch)
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read the event log", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the event log was not read in time", e);
    }
  }

  /// Only what has gone on is well again: a new connection alone proves nothing.
  private void recovered(FollowerState now) {
    if (state.trouble() != null) {
      LOG.info("The read models of {} go on from position {}", group, now.position().index());
    }
    state = now;
    pause = Duration.ZERO;
  }

  /// Remembers the trouble, says it once, and waits longer each time.
  private void stumbled(RuntimeException failure) {
    if (batch > 1 && isAboutRows(failure)) {
      batch /= 2;
      return;
    }
    var trouble = String.valueOf(failure.getMessage());
    if (!trouble.equals(state.trouble())) {
      LOG.error("The read models of {} stand still: {}", group, trouble, failure);
    }
    state = new FollowerState(false, projected.position(), trouble);
    pause = pause.isZero() ? Duration.ofMillis(100) : shorter(pause.multipliedBy(2), PATIENCE);
  }

  /// A batch whose rows the database refuses is tried again by halves, so that all before the
  /// culprit is projected.
  private static boolean isAboutRows(@Nullable Throwable failure) {
    return failure instanceof R2dbcDataIntegrityViolationException
        || failure instanceof R2dbcBadGrammarException
        || failure instanceof IllegalArgumentException;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
