package portolan.language.message;

import java.util.Optional;

/// An order to change something.
///
/// @param <R> what the handler answers; [Done] when there is nothing to say
public interface Command<R> {

  /// Commands of the same lane append to the same stream: handled one after another they do not
  /// collide. Empty when that is rare.
  default Optional<String> lane() {
    return Optional.empty();
  }
}
