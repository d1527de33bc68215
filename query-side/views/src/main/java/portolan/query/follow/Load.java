package portolan.query.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Projects a stretch of the log in large batches: while one is written the next is read.
final class Load {
  private static final int BATCH = 4_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Hears of every batch that was written.
  interface Listener {
    void reached(Position position, int events);
  }

  private final EventLog log;
  private final Fold fold;
  private final BatchWriter writer;
  private final Listener listener;
  private Position position;

  Load(EventLog log, Fold fold, BatchWriter writer, Position from, Listener listener) {
    this.log = log;
    this.fold = fold;
    this.writer = writer;
    this.position = from;
    this.listener = listener;
  }

  /// Projects all that there is.
  void toTheEnd() {
    upTo(new Position(Long.MAX_VALUE));
  }

  /// Projects all events up to a position and none after it.
  void upTo(Position last) {
    var next = read(position);
    while (true) {
      var events = until(last, wait(next));
      if (events.isEmpty()) {
        return;
      }
      next = read(events.getLast().position());
      write(events);
    }
  }

  private void write(List<Recorded> events) {
    var folded = fold.fold(events);
    if (!folded.last().equals(events.getLast().position())) {
      throw new IllegalStateException(
          "cannot project the event after position " + folded.last().index());
    }
    writer.write(folded.changes(), position, folded.last()).block(PATIENCE);
    position = folded.last();
    listener.reached(position, events.size());
  }

  private CompletableFuture<List<Recorded>> read(Position after) {
    return log.after(after, BATCH).toCompletableFuture();
  }

  private static List<Recorded> wait(CompletableFuture<List<Recorded>> events) {
    return events.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<Recorded> until(Position last, List<Recorded> events) {
    return events.stream().takeWhile(event -> event.position().compareTo(last) <= 0).toList();
  }
}
