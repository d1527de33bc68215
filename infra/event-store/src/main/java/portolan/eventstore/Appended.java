package portolan.eventstore;

import java.util.Optional;
import portolan.language.event.Position;

/// Where the last append of the present thread ended. A command runs on one thread, so its
/// dispatcher learns here what to wait for.
public final class Appended {
  private final ThreadLocal<Position> last = new ThreadLocal<>();

  /// Notes an append; the transaction that made it calls it.
  public void at(Position position) {
    last.set(position);
  }

  /// The last append since the last call, on this thread.
  public Optional<Position> take() {
    var position = Optional.ofNullable(last.get());
    last.remove();
    return position;
  }
}
