package portolan.query.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Projects a stretch of the log in large batches: while one is written the next is read and
/// folded.
final class Load {
  private static final int BATCH = 4_000;
  private static final Position THE_END = new Position(Long.MAX_VALUE);
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
  private @Nullable CompletableFuture<Batch> begun;

  Load(EventLog log, Fold fold, BatchWriter writer, Position from, Listener listener) {
    this.log = log;
    this.fold = fold;
    this.writer = writer;
    this.position = from;
    this.listener = listener;
  }

  Position position() {
    return position;
  }

  /// Reads and folds the first batch already, while there is nowhere to write it yet.
  void begin() {
    begun = prepared(position, THE_END);
  }

  /// Projects all that there is.
  void toTheEnd() {
    upTo(THE_END);
  }

  /// Projects all events up to a position and none after it.
  void upTo(Position last) {
    var next = begun == null ? prepared(position, last) : begun;
    begun = null;
    while (true) {
      var batch = wait(next);
      if (batch.events() == 0) {
        return;
      }
      next = prepared(batch.reached(), last);
      writer.write(batch.writes(), position, batch.reached()).block(PATIENCE);
      position = batch.reached();
      listener.reached(position, batch.events());
    }
  }

  /// Events that are read and folded, ready to be written.
  private record Batch(int events, List<Write> writes, Position reached) {}

  private CompletableFuture<Batch> prepared(Position after, Position last) {
    return log.after(after, BATCH)
        .thenApplyAsync(events -> folded(until(last, events), after))
        .toCompletableFuture();
  }

  private Batch folded(List<Recorded> events, Position after) {
    if (events.isEmpty()) {
      return new Batch(0, List.of(), after);
    }
    var folded = fold.fold(events);
    if (!folded.last().equals(events.getLast().position())) {
      throw new IllegalStateException(
          "cannot project the event after position " + folded.last().index());
    }
    return new Batch(events.size(), folded.changes().writes(), folded.last());
  }

  private static Batch wait(CompletableFuture<Batch> batch) {
    return batch.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<Recorded> until(Position last, List<Recorded> events) {
    return events.stream().takeWhile(event -> event.position().compareTo(last) <= 0).toList();
  }
}
