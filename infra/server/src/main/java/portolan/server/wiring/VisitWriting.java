package portolan.server.wiring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import portolan.edge.visit.Visitors;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Writes pulls every second and refusals every five: what a node that is killed can lose.
@Component
final class VisitWriting implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(VisitWriting.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final int REFUSALS_EVERY = 5;

  private final Visitors visitors;
  private final Scheduler writer = Schedulers.newSingle("visits", true);
  private final Disposable.Swap work = Disposables.swap();

  VisitWriting(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public void start() {
    work.update(Flux.interval(PACE, PACE, writer).onBackpressureDrop().subscribe(this::write));
  }

  private void write(long second) {
    try {
      if (second % REFUSALS_EVERY == 0) {
        visitors.writeAll();
      } else {
        visitors.writeDone();
      }
    } catch (RuntimeException e) {
      LOG.error("visits were lost", e);
    }
  }

  /// The last are written too.
  @Override
  public void stop() {
    work.update(Disposables.disposed());
    writer.disposeGracefully().block(Duration.ofSeconds(5));
    visitors.writeAll();
  }

  @Override
  public boolean isRunning() {
    return work.get() != null && !work.get().isDisposed();
  }

  /// Ends after the web server and before the database.
  @Override
  public int getPhase() {
    return 0;
  }
}
