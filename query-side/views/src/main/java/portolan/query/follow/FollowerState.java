package portolan.query.follow;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Position;

/// How a group of read models is doing on this node.
///
/// @param writing whether this node is the one that writes
/// @param position the last one known here
/// @param trouble what keeps it from going on, null when nothing does
public record FollowerState(boolean writing, Position position, @Nullable String trouble) {
  public boolean healthy() {
    return trouble == null;
  }
}
