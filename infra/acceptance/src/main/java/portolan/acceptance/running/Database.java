package portolan.acceptance.running;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The registry's PostgreSQL, seen by somebody who may do anything with it.
public record Database(String host, int port, String name, String user, String password) {

  /// The address as the program is given it.
  public String url() {
    return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, name);
  }

  /// The one number that a query gives.
  public long number(String sql, Object... values) {
    return Long.parseLong(rows(sql, values).getFirst());
  }

  /// The rows that a query gives, each as text, its columns parted by `|`.
  public List<String> rows(String sql, Object... values) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<String>();
        while (result.next()) {
          var columns = new ArrayList<String>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", columns));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// Runs statements one after another, which give nothing back, each in a transaction of its own.
  public void run(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, name), user, password);
  }
}
