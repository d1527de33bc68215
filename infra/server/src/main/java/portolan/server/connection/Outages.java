package portolan.server.connection;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Tells a database that is away, full or too slow from a fault of ours: the one is over soon, and
/// clients are told to come again.
public final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final int DEEPEST_CAUSE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// No connection, no resources, stopped by an operator or a bound, trouble with its disk.
  ///
  /// Source: PostgreSQL, "Error Codes".
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  /// A server that takes no writes, and a transaction that took too long.
  private static final Set<String> STATES = Set.of("25006", "25P04");

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final AtomicLong lastLogged =
      new AtomicLong(System.nanoTime() - BETWEEN_LINES.toNanos());

  private Outages() {}

  /// Whether the database is to blame; if so, what it said is logged, once in a while.
  public static boolean areNoticedBehind(Throwable failure) {
    boolean behind = areBehind(failure);
    if (behind) {
      notice(failure);
    }
    return behind;
  }

  private static void notice(Throwable failure) {
    long now = System.nanoTime();
    long last = lastLogged.get();
    if (now - last >= BETWEEN_LINES.toNanos() && lastLogged.compareAndSet(last, now)) {
      LOG.warn("the database does not answer as it should", failure);
    }
  }

  /// Whether the database is to blame, wherever that was wrapped.
  public static boolean areBehind(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /// The same, but what the database is to blame for is refused as unavailable.
  public static <T> Mono<T> told(Mono<T> work) {
    return work.onErrorMap(Outages::areBehind, Outages::unavailable);
  }

  /// Work that waits for a database, on a thread that may, and not without end.
  public static <T> Mono<T> blocking(Callable<T> work) {
    return bounded(Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic()));
  }

  /// The same, told, and not without end.
  public static <T> Mono<T> bounded(Mono<T> work) {
    return told(work.timeout(PATIENCE));
  }

  private static RefusedException unavailable(Throwable failure) {
    notice(failure);
    return new Refusal.Unavailable("the database does not answer").asException();
  }

  private static boolean isOne(Throwable failure) {
    return switch (failure) {
      case TimeoutException _, SQLTransientConnectionException _, R2dbcTimeoutException _ -> true;
      case SQLException sql -> isState(sql.getSQLState());
      case R2dbcNonTransientResourceException own -> isStateOrNone(own);
      case R2dbcTransientResourceException own -> isStateOrNone(own);
      case R2dbcException other -> isState(other.getSqlState());
      default -> false;
    };
  }

  /// Without a state it is the driver that has lost the connection.
  private static boolean isStateOrNone(R2dbcException failure) {
    var state = failure.getSqlState();
    return state == null || isState(state);
  }

  private static boolean isState(@Nullable String state) {
    return state != null
        && state.length() == 5
        && (CLASSES.contains(state.substring(0, 2)) || STATES.contains(state));
  }
}
