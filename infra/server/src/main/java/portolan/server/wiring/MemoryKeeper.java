package portolan.server.wiring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Memory;
import portolan.eventstore.Nodes;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Keeps this node's memory coherent: once the read models have passed a position, what the events
/// up to it make stale is dropped, and then the position is announced.
///
/// The node that projects hands over the batch that it has just written; every other node hears of
/// the position and reads the events itself.
public final class MemoryKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryKeeper.class);
  private static final int BATCH = 1_000;
  private static final Executor AGAIN = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final EventLog log;
  private final Memory memory;
  private final SignIns signIns;
  private final Nodes nodes;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile long wanted;
  private long at;

  public MemoryKeeper(EventLog log, Memory memory, SignIns signIns, Nodes nodes) {
    this.log = log;
    this.memory = memory;
    this.signIns = signIns;
    this.nodes = nodes;
  }

  /// Begins with an empty memory at the read models' position.
  public synchronized void startAt(Position position) {
    memory.clear();
    signIns.clear();
    at = Math.max(at, position.index());
    nodes.passed(at);
  }

  /// This node has written the batch into the read models.
  public synchronized void projected(List<Recorded> batch) {
    drop(batch);
  }

  /// Some node has written the read models up to here.
  public void heard(long position) {
    wanted = Math.max(wanted, position);
    if (wanted > at() && reading.compareAndSet(false, true)) {
      readOn();
    }
  }

  private void readOn() {
    log.after(new Position(at()), BATCH)
        .whenComplete((events, failure) -> {
          if (failure != null) {
            LOG.warn("the log could not be followed; memory is not trusted until it can", failure);
          } else {
            take(events.stream().filter(event -> event.position().index() <= wanted).toList());
          }
          reading.set(false);
          if (failure == null) {
            goOn(events.isEmpty());
          }
        });
  }

  /// The log shows nothing past a gap until that is known to stay one.
  private void goOn(boolean atGap) {
    if (!atGap) {
      heard(wanted);
    } else if (at() < wanted) {
      AGAIN.execute(() -> heard(wanted));
    }
  }

  private synchronized void take(List<Recorded> batch) {
    drop(batch);
  }

  private void drop(List<Recorded> batch) {
    for (var recorded : batch) {
      if (recorded.position().index() > at) {
        memory.drop(recorded.event());
        signIns.drop(recorded.event());
        at = recorded.position().index();
      }
    }
    nodes.passed(at);
  }

  private synchronized long at() {
    return at;
  }
}
