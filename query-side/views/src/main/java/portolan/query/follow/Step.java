package portolan.query.follow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of a projection's own that runs once a batch, for what rows alone cannot say. It
/// reads its parameters as `{rows}`, which stands for the unnested arrays, named `u`.
///
/// Whatever the size of the batches, the rows in the end must be the same.
public record Step(String name, Moment moment, String sql, List<Column> parameters) {

  /// When a step runs.
  public enum Moment {
    /// Before any row of the batch is changed.
    BEFORE,
    /// After all rows of the batch are changed.
    AFTER
  }

  String statement() {
    return sql.replace("{rows}", Table.unnest(parameters));
  }

  /// Known by its name alone, since every event looks steps up.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Step step && step.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
