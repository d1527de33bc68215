package portolan.query.redtwin;

import java.time.Clock;
import java.time.Instant;

/// Red twin: no projection itself, but a part of one; a rebuild would give other rows.
public record RowWithTheTimeOfItsMaking(String tag, Clock clock) {
  public Instant made() {
    return clock.instant();
  }
}
