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
/// Lost races (a duplicate key, a deadlock, a serialization failure) are thrown as [Conflict],
/// those of changes that were put off as the transaction's own.
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

  /// Sends statements in one round trip, their values one after the other; gives the first row of
  /// the last one.
  ///
  /// @param before how many there are before it
  <T> Optional<T> firstOfLast(
      int before, String statements, RowMapper<T> last, @Nullable Object... values) {
    return together(before, statements, sent -> first(sent, last), values);
  }

  /// Sends statements in one round trip, their values one after the other; gives the first rows of
  /// the last two.
  ///
  /// @param before how many there are before these
  <A, B> Firsts<A, B> firstOfLastTwo(
      int before,
      String statements,
      RowMapper<A> one,
      RowMapper<B> other,
      @Nullable Object... values) {
    return together(
        before,
        statements,
        sent -> {
          var found = first(sent, one);
          sent.getMoreResults();
          return new Firsts<>(found, first(sent, other));
        },
        values);
  }

  record Firsts<A, B>(Optional<A> one, Optional<B> other) {}

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
  /// commit.
  void changeAtLast(String sql, @Nullable Object... values) {
    last.add(sql, values);
  }

  private <T> T together(
      int before,
      String statements,
      PreparedStatementCallback<T> reading,
      @Nullable Object... values) {
    last.send();
    PreparedStatementCallback<T> work =
        sent -> {
          for (int i = 0; i < values.length; i++) {
            sent.setObject(i + 1, values[i]);
          }
          sent.execute();
          for (int i = 0; i < before; i++) {
            sent.getMoreResults();
          }
          return reading.doInPreparedStatement(sent);
        };
    return guarded(() -> Objects.requireNonNull(jdbc.execute(statements, work)));
  }

  private static <T> Optional<T> first(PreparedStatement sent, RowMapper<T> mapper)
      throws SQLException {
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
