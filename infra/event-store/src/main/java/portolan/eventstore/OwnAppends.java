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
/// other transactions do. They are kept for [#FRESH] only: who follows is seldom later, and a
/// database that is restored from elsewhere may give their indexes to others.
public final class OwnAppends {
  static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 4 << 20;

  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private long bytes;

  /// An event under its index.
  record Indexed(long index, EventRow row) {}

  private record Kept(EventRow row, long since) {}

  synchronized void add(List<Indexed> events) {
    long now = System.nanoTime();
    for (var event : events) {
      var before = kept.put(event.index(), new Kept(event.row(), now));
      bytes += size(event.row()) - (before == null ? 0 : size(before.row()));
    }
    while (kept.size() > MOST || bytes > MOST_BYTES) {
      bytes -= size(kept.pollFirstEntry().getValue().row());
    }
  }

  /// The events right after a position up to the first one that is not known here; empty when the
  /// log is to be asked.
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
    return run;
  }

  private static int size(EventRow row) {
    return row.payload().length + row.metadata().length;
  }
}
