package portolan.edge.message;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs work on worker threads: that of one lane one after another, in the order in which it came,
/// that of different lanes at the same time. Nobody holds a thread while waiting for a turn.
final class Lanes {
  private static final int LONGEST = 1_000;

  private final Executor workers;
  private final Map<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

  Lanes(Executor workers) {
    this.workers = workers;
  }

  /// @throws RejectedExecutionException when too much is waiting, in the lane or for a thread
  void execute(String lane, Runnable work) {
    waiting.compute(
        lane,
        (_, queue) -> {
          if (queue == null) {
            workers.execute(() -> runAll(lane, work));
            return new ArrayDeque<>();
          }
          if (queue.size() == LONGEST) {
            throw new RejectedExecutionException(lane);
          }
          queue.add(work);
          return queue;
        });
  }

  private void runAll(String lane, Runnable first) {
    for (var work = first; work != null; work = next(lane)) {
      work.run();
    }
  }

  /// What comes next; a lane without any is forgotten.
  private @Nullable Runnable next(String lane) {
    var found = new AtomicReference<@Nullable Runnable>();
    waiting.computeIfPresent(
        lane,
        (_, queue) -> {
          found.set(queue.poll());
          return found.get() == null ? null : queue;
        });
    return found.get();
  }
}
