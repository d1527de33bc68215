package portolan.query.follow;

import java.util.List;
import java.util.function.Supplier;
import portolan.language.event.Position;
import portolan.language.event.Recorded;

/// Runs events through the projections of a group.
final class Fold {
  /// What a command or two leave behind.
  private static final int FEW = 3;

  private final List<Projection> projections;
  private final Supplier<Changes> empty;

  Fold(List<Projection> projections, Supplier<Changes> empty) {
    this.projections = List.copyOf(projections);
    this.empty = empty;
  }

  /// What events amount to, and the last of them that is included.
  ///
  /// @param events how many these are
  record Folded(Changes changes, Position last, int events) {
    List<Write> writes() {
      return changes.writes(events <= FEW);
    }
  }

  /// Folds all events, or those before the first one that a projection cannot take.
  ///
  /// @throws PoisonEventException when that is the very first
  Folded fold(List<Recorded> events) {
    var changes = empty.get();
    for (int i = 0; i < events.size(); i++) {
      try {
        for (var projection : projections) {
          projection.on(events.get(i), changes);
        }
      } catch (RuntimeException failure) {
        if (i == 0) {
          throw new PoisonEventException(events.getFirst(), failure);
        }
        return fold(events.subList(0, i));
      }
    }
    return new Folded(changes, events.getLast().position(), events.size());
  }
}
