package portolan.command.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
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

  /// Sends several statements in one round trip, their values one after the other; gives the first
  /// row of the last one.
  <T> Optional<T> firstOfLast(String statements, RowMapper<T> mapper, Object... values) {
    return guarded(
        () ->
            Optional.ofNullable(
                jdbc.execute(
                    statements,
                    (PreparedStatement all) -> {
                      for (int i = 0; i < values.length; i++) {
                        all.setObject(i + 1, values[i]);
                      }
                      return lastOf(all, mapper);
                    })));
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

  private static <T> @Nullable T lastOf(PreparedStatement all, RowMapper<T> mapper)
      throws SQLException {
    boolean more = all.execute();
    T first = null;
    while (more) {
      try (var rows = all.getResultSet()) {
        first = rows.next() ? mapper.mapRow(rows, 0) : null;
      }
      more = all.getMoreResults();
    }
    return first;
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (DuplicateKeyException | ConcurrencyFailureException e) {
      throw new Conflict(e);
    }
  }
}
