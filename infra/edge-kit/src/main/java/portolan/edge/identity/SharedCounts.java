package portolan.edge.identity;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// Counts that all nodes have in common, and that may be lost.
public interface SharedCounts {
  /// For a node that is alone.
  SharedCounts NONE = (_, _, _) -> Mono.just(0L);

  /// Adds to a count, which is never below 0 and is forgotten some time after it was begun.
  ///
  /// @return the count now
  Mono<Long> add(String key, long more, Duration life);
}
