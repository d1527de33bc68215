package portolan.server.wiring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import portolan.command.store.RepositoryRows;
import portolan.edge.message.CommandDesk;
import portolan.language.event.Envelope;
import portolan.language.refusal.RefusedException;
import portolan.language.repository.ClearRepository;
import portolan.language.repository.RepositoryId;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;

/// Empties deleted repositories that were too large to go at once, step by step, each a transaction
/// of its own. What is left to do stands in the database: whichever node comes next goes on.
@Component
final class RepositoryClearing extends Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryClearing.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final RepositoryRows repositories;
  private final CommandDesk commands;
  private final Settings settings;

  RepositoryClearing(RepositoryRows repositories, CommandDesk commands, Settings settings) {
    super(PACE, PACE);
    this.repositories = repositories;
    this.commands = commands;
    this.settings = settings;
  }

  @Override
  public boolean isAutoStartup() {
    return settings.has(Role.COMMAND);
  }

  @Override
  void once() {
    repositories.closed().forEach(this::empty);
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
}
