package portolan.server.wiring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Position;

/// Notices that the read models no longer move though there are events for them, whichever node
/// writes them and whatever keeps it from doing so.
final class Standstill {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private @Nullable Position last;
  private Instant moved = Instant.EPOCH;

  Standstill(Clock clock) {
    this.clock = clock;
  }

  /// What is wrong; empty while the read models go on, or have nothing left to do. Called by one
  /// thread, every few seconds.
  ///
  /// @param head the newest event
  /// @param projected where the read models are
  Optional<String> look(Position head, Position projected) {
    var now = clock.instant();
    if (!projected.equals(last) || projected.compareTo(head) >= 0) {
      last = projected;
      moved = now;
    }
    return Duration.between(moved, now).compareTo(PATIENCE) > 0
        ? Optional.of(
            "the read models stand at %d of %d since %s"
                .formatted(projected.index(), head.index(), moved))
        : Optional.empty();
  }
}
