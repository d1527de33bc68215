package portolan.eventstore;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change that a transaction may make as late as at its commit.
record LastStatement(String sql, @Nullable Object[] values) {

  /// Makes changes in one round trip.
  static void execute(Connection connection, List<LastStatement> statements) throws SQLException {
    try (var all = connection.prepareStatement(sql(statements))) {
      bind(statements, all);
      all.execute();
    }
  }

  /// The text of all, each with its end, so that another statement may follow.
  static String sql(List<LastStatement> statements) {
    return statements.stream().map(statement -> statement.sql + "; ").collect(joining());
  }

  /// @return how many places were bound
  static int bind(List<LastStatement> statements, PreparedStatement all) throws SQLException {
    int place = 0;
    for (var statement : statements) {
      for (var value : statement.values) {
        all.setObject(++place, value);
      }
    }
    return place;
  }
}
