package portolan.query.follow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A statement of a projection's own that runs once a batch, for what rows alone cannot say. It
/// reads its parameters as `{rows}`, which stands for the unnested arrays, named `u`.
///
/// Whatever the size of the batches, the rows in the end must be the same.
///
/// @param summary what a rebuild does once in place of the step, where that is known
public record Step(
    String name, Moment moment, String sql, List<Column> parameters, Optional<Summary> summary) {

  /// When a step runs.
  public enum Moment {
    /// Before any row of the batch is changed.
    BEFORE,
    /// After all rows of the batch are changed.
    AFTER
  }

  /// What a step amounts to over the whole history, as the rows of other tables say it.
  ///
  /// @param table the one that nobody else fills
  public record Summary(String table, String sql) {}

  public Step(String name, Moment moment, String sql, List<Column> parameters) {
    this(name, moment, sql, parameters, Optional.empty());
  }

  public Step summedUp(String table, String once) {
    return new Step(name, moment, sql, parameters, Optional.of(new Summary(table, once)));
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
