package portolan.eventstore;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Position;

/// Those who wait until a position has been passed, released in order.
final class Waiting {
  private record Waiter(Position wanted, CompletableFuture<Boolean> done, long end) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparing(Waiter::wanted));
  private Position passed = Position.START;

  /// Completes with true once the position is passed, with false when the bound ended first and
  /// [#giveUp()] has seen it.
  synchronized CompletableFuture<Boolean> until(Position wanted, Duration bound) {
    if (passed.compareTo(wanted) >= 0) {
      return CompletableFuture.completedFuture(true);
    }
    var done = new CompletableFuture<Boolean>();
    waiters.add(new Waiter(wanted, done, System.nanoTime() + bound.toNanos()));
    return done;
  }

  /// Releases everyone who waits for this position or an earlier one. A lower position than before
  /// is possible, when a node joins; it holds up those who come, and takes nothing back.
  void reached(Position position) {
    for (var waiter = next(position); waiter != null; waiter = next(position)) {
      waiter.done().complete(true);
    }
  }

  /// Releases everyone whose bound has ended. To look now and then costs less than a timer for each
  /// waiter, which would wake a thread when it is set and again when it is taken back.
  void giveUp() {
    late().forEach(waiter -> waiter.done().complete(false));
  }

  private synchronized List<Waiter> late() {
    long now = System.nanoTime();
    var late = waiters.stream().filter(waiter -> now - waiter.end() >= 0).toList();
    waiters.removeAll(late);
    return late;
  }

  private synchronized @Nullable Waiter next(Position position) {
    passed = position;
    var first = waiters.peek();
    return first != null && first.wanted().compareTo(position) <= 0 ? waiters.poll() : null;
  }
}
