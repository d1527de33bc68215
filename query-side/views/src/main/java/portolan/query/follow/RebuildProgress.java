package portolan.query.follow;

import java.time.Duration;
import portolan.language.event.Position;

/// How far a rebuild is.
///
/// @param stage what it is doing
/// @param reached the last event that the new read models have
/// @param head the last event there is, as last looked up
/// @param events how many events were projected
/// @param eventsPerSecond since the rebuild began
/// @param left how long it takes until the head at this rate
public record RebuildProgress(
    Stage stage,
    Position reached,
    Position head,
    long events,
    double eventsPerSecond,
    Duration left) {

  /// What a rebuild does, in order.
  public enum Stage {
    LOADING,
    INDEXING,
    COMPARING,
    SWAPPING,
    DONE
  }
}
