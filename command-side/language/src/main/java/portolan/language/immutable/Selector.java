package portolan.language.immutable;

import org.jspecify.annotations.Nullable;
import portolan.language.pattern.Doublestar;

/// Names that fit a pattern, or all others.
///
/// @param excluding whether it selects what the pattern does not match
/// @param pattern see [Doublestar]
/// @param extras what else a client keeps there; selects nothing
public record Selector(boolean excluding, String pattern, @Nullable String extras) {

  public Selector(boolean excluding, String pattern) {
    this(excluding, pattern, null);
  }

  /// Whether it selects a name; a pattern that is broken matches nothing.
  public boolean selects(String name) {
    try {
      return Doublestar.of(pattern).matches(name) != excluding;
    } catch (IllegalArgumentException e) {
      return excluding;
    }
  }
}
