package portolan.query.follow;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement of a projection's own that runs once a batch, for what rows alone cannot say. It
/// reads its parameters as `{rows}`, which stands for the unnested arrays, named `u`.
///
/// Whatever the size of the batches, the rows in the end must be the same.
///
/// @param with the statement's common table expressions, which may change rows; empty for none
/// @param summary what a rebuild does once in place of the step, where that is known
/// @param own tables that the step reads or changes, where it may run together with changes of
///   other tables; empty when it must wait for all rows
public record Step(
    String name,
    Moment moment,
    String with,
    String sql,
    List<Column> parameters,
    Optional<Summary> summary,
    Set<String> own) {

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

  public Step {
    var rows = Table.unnest(parameters);
    with = with.replace("{rows}", rows);
    sql = sql.replace("{rows}", rows);
  }

  public Step(String name, Moment moment, String sql, List<Column> parameters) {
    this(name, moment, "", sql, parameters);
  }

  public Step(String name, Moment moment, String with, String sql, List<Column> parameters) {
    this(name, moment, with, sql, parameters, Optional.empty(), Set.of());
  }

  public Step summedUp(String table, String once) {
    var summary = Optional.of(new Summary(table, once));
    return new Step(name, moment, with, sql, parameters, summary, own);
  }

  /// Lets the step run together with the rows of a batch that changes none of its own tables, which
  /// no other step changes before it.
  public Step besideOthersThan(String... tables) {
    return new Step(name, moment, with, sql, parameters, summary, Set.of(tables));
  }

  /// @param changed the tables of which the batch changes rows
  boolean mayRunBeside(Set<String> changed) {
    return !own.isEmpty() && Collections.disjoint(own, changed);
  }

  Write write(List<? extends List<? extends @Nullable Object>> rows) {
    return Write.of(with, sql, parameters, rows);
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
