package portolan.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import portolan.language.event.Position;

/// What this process has just committed to the log, so that whoever follows it here need not read
/// it back.
///
/// Events that follow a position without a gap are all there is up to the last of them, whatever
/// other transactions do. They are given only when they end with the newest event that this process
/// knows of, so that who gets them has missed nothing when it goes to sleep. They are kept for
/// [#FRESH] only: who follows is seldom later, and a database that is restored from elsewhere may
/// give their indexes to others.
public final class OwnAppends {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 4 << 20;

  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private long bytes;
  private long newest;

  /// An event under its index.
  record Indexed(long index, EventRow row) {}

  private record Kept(EventRow row, long since) {}

  synchronized void add(List<Indexed> events) {
    long now = System.nanoTime();
    for (var event : events) {
      var before = kept.put(event.index(), new Kept(event.row(), now));
      bytes += size(event.row()) - (before == null ? 0 : size(before.row()));
      heardOf(event.index());
    }
    while (kept.size() > MOST || bytes > MOST_BYTES) {
      bytes -= size(kept.pollFirstEntry().getValue().row());
    }
  }

  /// Somebody has committed an event.
  synchronized void heardOf(long index) {
    newest = Math.max(newest, index);
  }

  /// The events right after a position, all that are known of or as many as are wanted; empty when
  /// the log is to be asked.
  synchronized List<Indexed> after(Position position, int limit) {
    long now = System.nanoTime();
    var run = new ArrayList<Indexed>();
    long next = position.index() + 1;
    for (var found = kept.get(next); found != null && run.size() < limit; found = kept.get(next)) {
      if (now - found.since() > FRESH.toNanos()) {
        break;
      }
      run.add(new Indexed(next, found.row()));
      next++;
    }
    return next > newest || run.size() == limit ? run : List.of();
  }

  private static int size(EventRow row) {
    return row.payload().length + row.metadata().length;
  }
}
