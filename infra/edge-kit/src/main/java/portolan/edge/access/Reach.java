package portolan.edge.access;

import java.util.List;

/// Which repositories of a project something may be done with.
///
/// @param whole all of them
/// @param patterns else those whose names, project left out, fit one of these; none when empty
public record Reach(boolean whole, List<String> patterns) {
  static final Reach WHOLE = new Reach(true, List.of());
  static final Reach NONE = new Reach(false, List.of());

  /// Whether there is nothing that may be done.
  public boolean none() {
    return !whole && patterns.isEmpty();
  }
}
