package portolan.edge.message;

import portolan.language.message.Command;
import reactor.core.publisher.Mono;

/// Sends commands to the side that decides.
public interface Commands {

  /// Sends a command for somebody.
  ///
  /// A conflict with another writer is retried inside, a bounded number of times. The answer comes
  /// when every read model and every node's memory has passed the write; when that takes too long
  /// the answer comes all the same, and [Unread] notes the position.
  ///
  /// @return the handler's answer, or [portolan.language.refusal.RefusedException]
  <R> Mono<R> send(Command<R> command, Sender sender);
}
