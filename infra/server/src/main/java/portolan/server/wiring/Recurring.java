package portolan.server.wiring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// Work that is done again and again while the program runs, never twice at once. A failure is
/// logged, and the next time comes.
abstract class Recurring implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  private final Duration first;
  private final Duration pace;
  private final Disposable.Swap work = Disposables.swap();

  Recurring(Duration first, Duration pace) {
    this.first = first;
    this.pace = pace;
  }

  /// Does the work once, on a thread that may block.
  abstract void once();

  @Override
  public final void start() {
    work.update(
        Flux.interval(first, pace, Schedulers.boundedElastic())
            .onBackpressureDrop()
            .subscribe(_ -> attempt()));
  }

  private void attempt() {
    try {
      once();
    } catch (RuntimeException e) {
      LOG.warn("{} failed and will be tried again", getClass().getSimpleName(), e);
    }
  }

  @Override
  public final void stop() {
    work.update(Disposables.disposed());
  }

  @Override
  public final boolean isRunning() {
    return work.get() != null && !work.get().isDisposed();
  }
}
