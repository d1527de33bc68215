package portolan.language.immutable;

import portolan.language.pattern.Doublestar;

/// Names that fit a pattern, or all others.
///
/// @param excluding whether it selects what the pattern does not match
/// @param pattern see [Doublestar]
public record Selector(boolean excluding, String pattern) {

  /// Whether it selects a name; a pattern that is broken matches nothing.
  public boolean selects(String name) {
    try {
      return Doublestar.of(pattern).matches(name) != excluding;
    } catch (IllegalArgumentException e) {
      return excluding;
    }
  }
}
