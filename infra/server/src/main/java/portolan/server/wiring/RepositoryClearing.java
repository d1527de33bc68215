package portolan.server.wiring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import portolan.command.store.RepositoryRows;
import portolan.edge.message.CommandDesk;
import portolan.language.event.Envelope;
import portolan.language.refusal.RefusedException;
import portolan.language.repository.ClearRepository;
import portolan.language.repository.RepositoryId;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// Empties deleted repositories that were too large to go at once, step by step, each a transaction
/// of its own. What is left to do stands in the database: whichever node comes next goes on.
@Component
final class RepositoryClearing implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryClearing.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final RepositoryRows repositories;
  private final CommandDesk commands;
  private final Settings settings;
  private final Disposable.Swap work = Disposables.swap();

  RepositoryClearing(RepositoryRows repositories, CommandDesk commands, Settings settings) {
    this.repositories = repositories;
    this.commands = commands;
    this.settings = settings;
  }

  @Override
  public void start() {
    if (settings.has(Role.COMMAND)) {
      work.update(
          Flux.interval(PACE, PACE, Schedulers.boundedElastic())
              .onBackpressureDrop()
              .subscribe(_ -> look()));
    }
  }

  private void look() {
    try {
      repositories.closed().forEach(this::empty);
    } catch (RuntimeException e) {
      LOG.warn("deleted repositories could not be emptied further", e);
    }
  }

  private void empty(RepositoryId repository) {
    var envelope = Envelope.ofSystem("clear-repository-" + repository);
    try {
      boolean whole = false;
      while (!whole && isRunning()) {
        whole = commands.handle(new ClearRepository(repository), envelope).whole();
      }
    } catch (RefusedException e) {
      LOG.debug("another node has emptied repository {}", repository, e);
    }
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
