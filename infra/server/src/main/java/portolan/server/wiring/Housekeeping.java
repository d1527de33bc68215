package portolan.server.wiring;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import portolan.blob.Uploads;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;

/// Drops uploads that nobody has gone on with for long.
@Component
final class Housekeeping extends Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Uploads uploads;
  private final Settings settings;
  private final Clock clock;

  Housekeeping(Uploads uploads, Settings settings, Clock clock) {
    super(Duration.ofMinutes(1), settings.uploads().purgeEvery());
    this.uploads = uploads;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public boolean isAutoStartup() {
    return settings.has(Role.COMMAND);
  }

  @Override
  void once() {
    var purged = uploads.purge(clock.instant().minus(settings.uploads().keep())).block();
    LOG.info("{} abandoned uploads were dropped", purged);
  }
}
