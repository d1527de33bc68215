package portolan.language.list;

import java.util.List;
import java.util.Optional;

/// What one key of a row must be. Keys are in snake case.
public sealed interface Criterion {
  String key();

  /// `k=v`: equal.
  record Exact(String key, String value) implements Criterion {}

  /// `k=~v`: contains, without regard to case. `%` and `_` in the text mean themselves.
  record Fuzzy(String key, String text) implements Criterion {}

  /// `k=[min~max]`: between, both ends included; one side may be open.
  record Range(String key, Optional<String> min, Optional<String> max) implements Criterion {}

  /// `k={a b c}`: one of.
  record AnyOf(String key, List<String> values) implements Criterion {}

  /// `k=(a b c)`: all of.
  record AllOf(String key, List<String> values) implements Criterion {}
}
