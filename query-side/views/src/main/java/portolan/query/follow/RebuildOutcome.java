package portolan.query.follow;

import java.time.Duration;
import java.util.List;

/// What came of a rebuild.
///
/// @param events how many events were projected
/// @param loading how long that took
/// @param swapped whether the new read models are the live ones now; otherwise they stay beside
///   them, to be looked at, until the next rebuild
public record RebuildOutcome(
    long events, Duration loading, List<TableComparison> tables, boolean swapped) {
  public boolean equal() {
    return tables.stream().allMatch(TableComparison::equal);
  }

  public double eventsPerSecond() {
    return events * 1e9 / Math.max(1, loading.toNanos());
  }
}
