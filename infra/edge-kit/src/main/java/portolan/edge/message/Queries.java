package portolan.edge.message;

import portolan.language.message.Query;
import reactor.core.publisher.Mono;

/// Asks the side that answers.
public interface Queries {

  /// The answer; of a [portolan.language.message.HotQuery] from memory when it is there and may be
  /// trusted.
  <R> Mono<R> ask(Query<R> query);
}
