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

  public CommandDatabase(DataSource source) {
    this.jdbc = new JdbcTemplate(source);
  }

  /// The first row, or empty when there is none.
  <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) {
    return list(sql, mapper, values).stream().findFirst();
  }

  /// Sends two statements in one round trip, their values one after the other; gives the first row
  /// of the second.
  <T> Optional<T> firstOfSecond(String statements, RowMapper<T> mapper, Object... values) {
    PreparedStatementCallback<Optional<T>> work =
        both -> {
          for (int i = 0; i < values.length; i++) {
            both.setObject(i + 1, values[i]);
          }
          return firstOfSecond(both, mapper);
        };
    return guarded(() -> Objects.requireNonNull(jdbc.execute(statements, work)));
  }

  <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
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
    return guarded(() -> jdbc.update(sql, values));
  }

  private static <T> Optional<T> firstOfSecond(PreparedStatement both, RowMapper<T> mapper)
      throws SQLException {
    both.execute();
    both.getMoreResults();
    try (var rows = both.getResultSet()) {
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
