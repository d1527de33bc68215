package portolan.eventstore;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Position;

/// Those who wait until a position has been passed, released in order.
final class Waiting {
  private record Waiter(Position wanted, CompletableFuture<Boolean> done) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparing(Waiter::wanted));
  private Position passed = Position.START;

  /// Completes with true once the position is passed, with false when the bound ended first.
  synchronized CompletableFuture<Boolean> until(Position wanted, Duration bound) {
    if (passed.compareTo(wanted) >= 0) {
      return CompletableFuture.completedFuture(true);
    }
    var done = new CompletableFuture<Boolean>();
    waiters.add(new Waiter(wanted, done));
    return done.completeOnTimeout(false, bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Releases everyone who waits for this position or an earlier one. A lower position than before
  /// is possible, when a node joins; it holds up those who come, and takes nothing back.
  void reached(Position position) {
    for (var waiter = next(position); waiter != null; waiter = next(position)) {
      waiter.done().complete(true);
    }
  }

  private synchronized @Nullable Waiter next(Position position) {
    passed = position;
    var first = waiters.peek();
    return first != null && first.wanted().compareTo(position) <= 0 ? waiters.poll() : null;
  }
}
