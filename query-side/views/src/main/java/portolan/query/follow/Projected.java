package portolan.query.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// How far the read models are, as this node knows it. It only ever grows.
public final class Projected {
  private record Waiter(Position position, CompletableFuture<Boolean> passed) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparing(Waiter::position));
  private final List<Consumer<Position>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<Recorded>>> readers = new CopyOnWriteArrayList<>();
  private volatile Position position = Position.START;
  private volatile int writer;

  /// This node writes over a connection to the database's process of this number; 0 when it does
  /// not.
  void writtenBy(int process) {
    writer = process;
  }

  /// What this node writes it hears of by itself, and better from itself.
  boolean isWrittenBy(int process) {
    return process == writer;
  }

  public Position position() {
    return position;
  }

  /// Completes with true as soon as the read models have passed a position, with false when the
  /// wait ends first.
  public CompletionStage<Boolean> passed(Position wanted, Duration wait) {
    if (position.compareTo(wanted) >= 0) {
      return CompletableFuture.completedFuture(true);
    }
    var waiter = new Waiter(wanted, new CompletableFuture<>());
    synchronized (waiters) {
      if (position.compareTo(wanted) >= 0) {
        return CompletableFuture.completedFuture(true);
      }
      waiters.add(waiter);
    }
    return waiter
        .passed
        .completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((passed, failure) -> forgetWhenLate(waiter, passed));
  }

  /// Calls back with every new position, on the thread that brings it: be brief.
  ///
  /// @return ends the subscription
  public AutoCloseable onAdvance(Consumer<Position> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Calls back with the events of every batch that this node has written, before anyone hears of
  /// the new position.
  public void onWritten(Consumer<List<Recorded>> reader) {
    readers.add(reader);
  }

  void written(List<Recorded> events) {
    readers.forEach(reader -> reader.accept(events));
  }

  /// The read models are at this position now; a lower one than known is passed over.
  public void advance(Position reached) {
    var ready = new ArrayList<Waiter>();
    synchronized (waiters) {
      if (reached.compareTo(position) <= 0) {
        return;
      }
      position = reached;
      for (var next = waiters.peek();
          next != null && next.position.compareTo(reached) <= 0;
          next = waiters.peek()) {
        ready.add(next);
        waiters.remove();
      }
    }
    ready.forEach(waiter -> waiter.passed.completeAsync(() -> true));
    listeners.forEach(listener -> listener.accept(reached));
  }

  private void forgetWhenLate(Waiter waiter, Boolean passed) {
    if (!Boolean.TRUE.equals(passed)) {
      synchronized (waiters) {
        waiters.remove(waiter);
      }
    }
  }
}
