package portolan.server.wiring;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import portolan.blob.Uploads;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Drops uploads that nobody has gone on with for long.
@Component
final class Housekeeping implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Uploads uploads;
  private final Settings settings;
  private final Clock clock;
  private final Disposable.Swap work = Disposables.swap();

  Housekeeping(Uploads uploads, Settings settings, Clock clock) {
    this.uploads = uploads;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (settings.has(Role.COMMAND)) {
      work.update(
          Flux.interval(Duration.ofMinutes(1), settings.uploads().purgeEvery())
              .onBackpressureDrop()
              .concatMap(_ -> purge())
              .subscribe());
    }
  }

  private Mono<Long> purge() {
    return uploads
        .purge(clock.instant().minus(settings.uploads().keep()))
        .doOnNext(purged -> LOG.info("{} abandoned uploads were dropped", purged))
        .onErrorResume(failure -> {
          LOG.warn("abandoned uploads could not be dropped", failure);
          return Mono.empty();
        });
  }

  @Override
  public void stop() {
    work.update(Disposables.disposed());
  }

  @Override
  public boolean isRunning() {
    return work.get() != null && !work.get().isDisposed();
  }
}
