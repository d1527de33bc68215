package portolan.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import portolan.language.event.Envelope;
import portolan.language.event.Event;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// A log in memory. Positions have gaps, as those of the real one do; what is not settled yet can
/// be held back.
public final class ListedLog implements EventLog {
  public static final Instant START = Instant.parse("2026-10-01T12:00:00Z");

  private final List<Recorded> events = new ArrayList<>();
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
  private long next = 1;
  private volatile boolean broken;

  /// Appends and returns the position of the last one.
  public Position append(Envelope envelope, Event... happened) {
    synchronized (events) {
      for (var event : happened) {
        next += next % 7 == 0 ? 3 : 1;
        events.add(
            new Recorded(
                new Position(next),
                START.plusSeconds(next),
                event.getClass().getSimpleName(),
                0,
                envelope,
                event));
      }
    }
    wakes.forEach(Runnable::run);
    return new Position(next);
  }

  public Position append(Event... happened) {
    return append(Envelope.ofSystem("request"), happened);
  }

  /// Reads fail from now on, or no longer.
  public void breakDown(boolean broken) {
    this.broken = broken;
  }

  public List<Recorded> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  @Override
  public CompletionStage<List<Recorded>> after(Position position, int limit) {
    if (broken) {
      return CompletableFuture.failedStage(new IllegalStateException("the log is away"));
    }
    synchronized (events) {
      int low = 0;
      int high = events.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (events.get(middle).position().compareTo(position) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return CompletableFuture.completedStage(
          List.copyOf(events.subList(low, Math.min(events.size(), low + limit))));
    }
  }

  @Override
  public CompletionStage<Position> head() {
    synchronized (events) {
      return CompletableFuture.completedStage(
          events.isEmpty() ? Position.START : events.getLast().position());
    }
  }

  @Override
  public AutoCloseable onAppend(Runnable wake) {
    wakes.add(wake);
    return () -> wakes.remove(wake);
  }
}
