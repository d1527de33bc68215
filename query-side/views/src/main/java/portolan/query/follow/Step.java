package portolan.query.follow;

import java.util.List;

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
}
