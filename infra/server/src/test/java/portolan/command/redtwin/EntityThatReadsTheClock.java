package portolan.command.redtwin;

import java.time.Instant;

/// Red twin: gives another state whenever it is loaded.
public class EntityThatReadsTheClock {
  public Instant pushedAt() {
    return Instant.now();
  }
}
