package portolan.query.follow;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement of a projection's own that runs once a batch, for what rows alone cannot say. It
/// reads its parameters as `{rows}`, which stands for a table of them named `u`.
///
/// Whatever the size of the batches, the rows in the end must be the same.
public final class Step {
  private final String name;
  private final Moment moment;
  private final RowsStatement statement;
  private final Optional<Summary> summary;
  private final Set<String> own;

  public Step(String name, Moment moment, String sql, List<Column> parameters) {
    this(name, moment, "", sql, parameters);
  }

  /// @param with the statement's common table expressions, which may change rows; empty for none
  public Step(String name, Moment moment, String with, String sql, List<Column> parameters) {
    this(name, moment, RowsStatement.of(with, sql, parameters), Optional.empty(), Set.of());
  }

  private Step(
      String name,
      Moment moment,
      RowsStatement statement,
      Optional<Summary> summary,
      Set<String> own) {
    this.name = name;
    this.moment = moment;
    this.statement = statement;
    this.summary = summary;
    this.own = own;
  }

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

  /// What a rebuild does once in place of the step.
  public Step summedUp(String table, String once) {
    return new Step(name, moment, statement, Optional.of(new Summary(table, once)), own);
  }

  /// Lets the step run together with the rows of a batch that changes none of its own tables, which
  /// no other step changes before it.
  public Step besideOthersThan(String... tables) {
    return new Step(name, moment, statement, summary, Set.of(tables));
  }

  Moment moment() {
    return moment;
  }

  Optional<Summary> summary() {
    return summary;
  }

  /// @param changed the tables of which the batch changes rows
  boolean mayRunBeside(Set<String> changed) {
    return !own.isEmpty() && Collections.disjoint(own, changed);
  }

  Write write(List<? extends List<? extends @Nullable Object>> rows, boolean small) {
    return statement.write(rows, small);
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
