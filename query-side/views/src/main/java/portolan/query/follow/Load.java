package portolan.query.follow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Projects a stretch of the log in large batches: while one is written the next are read and
/// folded.
final class Load {
  private static final int BATCH = 2_000;

  /// The first batch is small and each one twice as large, so that writing begins soon.
  private static final int FIRST = 500;

  /// Batches that are begun before they can be written.
  private static final int AHEAD = 3;

  private static final Position THE_END = new Position(Long.MAX_VALUE);
  private static final Duration AGAIN = Duration.ofMillis(1);
  private static final Duration SETTLING = Duration.ofSeconds(10);
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
  private int size = FIRST;
  private final Deque<Begun> begun = new ArrayDeque<>(AHEAD);

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

  /// Reads and folds the first batches already, while there is nowhere to write them yet.
  void begin() {
    begin(THE_END);
  }

  /// Projects all that there is.
  void toTheEnd() {
    upTo(THE_END);
  }

  /// Projects all events up to a position, and none after it but those that [#begin()] has read.
  void upTo(Position last) {
    load(last);
    long end = System.nanoTime() + SETTLING.toNanos();
    while (last != THE_END && position.compareTo(last) < 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(AGAIN.toNanos()); // a gap is not known to stay one yet
      load(last);
    }
  }

  private void load(Position last) {
    begin(last);
    for (var batch = wait(begun.remove().folded());
        batch.events() > 0;
        batch = wait(begun.remove().folded())) {
      begin(last);
      writer.write(batch.writes(), position, batch.reached()).block(PATIENCE);
      position = batch.reached();
      listener.reached(position, batch.events());
    }
    begun.forEach(rest -> wait(rest.folded()));
    begun.clear();
  }

  /// A stretch of the log is read while the one before it is folded.
  private void begin(Position last) {
    while (begun.size() < AHEAD) {
      var before = begun.isEmpty() ? Begun.at(position) : begun.getLast();
      int count = size;
      var read = before.read().thenCompose(stretch -> read(stretch.reached(), count, last));
      var folded = before.folded().thenCombineAsync(read, (_, stretch) -> folded(stretch));
      begun.add(new Begun(read, folded));
      size = Math.min(BATCH, 2 * size);
    }
  }

  private record Begun(CompletableFuture<Stretch> read, CompletableFuture<Batch> folded) {

    /// Nothing, up to a position.
    static Begun at(Position position) {
      return new Begun(
          CompletableFuture.completedFuture(new Stretch(List.of(), position)),
          CompletableFuture.completedFuture(new Batch(0, List.of(), position)));
    }
  }

  private record Stretch(List<Recorded> events, Position reached) {}

  /// Events that are read and folded, ready to be written.
  private record Batch(int events, List<Write> writes, Position reached) {}

  private CompletableFuture<Stretch> read(Position after, int count, Position last) {
    return log.after(after, count)
        .thenApply(events -> stretch(after, until(last, events)))
        .toCompletableFuture();
  }

  private static Stretch stretch(Position after, List<Recorded> events) {
    return new Stretch(events, events.isEmpty() ? after : events.getLast().position());
  }

  private Batch folded(Stretch stretch) {
    var events = stretch.events();
    if (events.isEmpty()) {
      return new Batch(0, List.of(), stretch.reached());
    }
    var folded = fold.fold(events);
    if (!folded.last().equals(stretch.reached())) {
      throw new IllegalStateException(
          "cannot project the event after position " + folded.last().index());
    }
    return new Batch(events.size(), folded.writes(), folded.last());
  }

  private static Batch wait(CompletableFuture<Batch> batch) {
    return batch.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<Recorded> until(Position last, List<Recorded> events) {
    return events.stream().takeWhile(event -> event.position().compareTo(last) <= 0).toList();
  }
}
