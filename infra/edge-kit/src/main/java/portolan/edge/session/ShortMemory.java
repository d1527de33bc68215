package portolan.edge.session;

import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Texts that are kept for a while, for all nodes, and may be lost.
public interface ShortMemory {

  Mono<Void> keep(String key, String text, Duration life);

  /// The text, when it is still there.
  ///
  /// @param renewed when given, it is kept for so long from now
  Mono<Optional<String>> look(String key, Optional<Duration> renewed);

  /// The text, for the first who takes it.
  Mono<Optional<String>> take(String key);
}
