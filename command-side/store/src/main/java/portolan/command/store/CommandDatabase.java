package portolan.command.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import portolan.command.Conflict;

/// Statements on the write side's tables, in the surrounding transaction when there is one.
///
/// Lost races (a duplicate key, a deadlock, a serialization failure) are thrown as [Conflict].
public final class CommandDatabase {
  private final JdbcTemplate jdbc;
  private final LastStatements last;

  public CommandDatabase(DataSource source, LastStatements last) {
    this.jdbc = new JdbcTemplate(source);
    this.last = last;
  }

  /// The first row, or empty when there is none.
  <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    return list(sql, mapper, values).stream().findFirst();
  }

  /// Sends two statements in one round trip, their values one after the other; gives the first row
  /// of the second.
  <T> Optional<T> firstOfSecond(String statements, RowMapper<T> mapper, Object... values) {
    return together(statements, sent -> next(sent, mapper), values);
  }

  /// Sends three statements in one round trip, their values one after the other; gives the first
  /// rows of the second and the third.
  <A, B> Firsts<A, B> firstOfOthers(
      String statements, RowMapper<A> second, RowMapper<B> third, @Nullable Object... values) {
    return together(
        statements, sent -> new Firsts<>(next(sent, second), next(sent, third)), values);
  }

  record Firsts<A, B>(Optional<A> second, Optional<B> third) {}

  <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    last.send();
    return guarded(() -> jdbc.query(sql, mapper, values));
  }

  /// The first column of the only row.
  long number(String sql, @Nullable Object... values) {
    return first(sql, (row, _) -> row.getLong(1), values).orElseThrow();
  }

  boolean exists(String sql, @Nullable Object... values) {
    return first(sql, (_, _) -> true, values).isPresent();
  }

  /// How many rows were changed.
  int change(String sql, @Nullable Object... values) {
    last.send();
    return guarded(() -> jdbc.update(sql, values));
  }

  /// A change of which nothing needs to be known but that it is made. It may travel with the
  /// commit. Where it comes too late for what the transaction has decided, it must violate a unique
  /// or a not-null constraint.
  void changeAtLast(String sql, @Nullable Object... values) {
    last.add(sql, values);
  }

  private <T> T together(
      String statements, PreparedStatementCallback<T> reading, @Nullable Object... values) {
    last.send();
    PreparedStatementCallback<T> work =
        sent -> {
          for (int i = 0; i < values.length; i++) {
            sent.setObject(i + 1, values[i]);
          }
          sent.execute();
          return reading.doInPreparedStatement(sent);
        };
    return guarded(() -> Objects.requireNonNull(jdbc.execute(statements, work)));
  }

  /// The first row of the next statement's outcome.
  private static <T> Optional<T> next(PreparedStatement sent, RowMapper<T> mapper)
      throws SQLException {
    sent.getMoreResults();
    try (var rows = sent.getResultSet()) {
      return rows.next() ? Optional.ofNullable(mapper.mapRow(rows, 0)) : Optional.empty();
    }
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (DuplicateKeyException | ConcurrencyFailureException e) {
      throw new Conflict(e);
    }
  }
}
