package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement for many rows: its text, and an array for each parameter.
record Write(Sql sql, List<Object> values) {

  /// @param rows one list of values for each row, in the order of the columns
  static Write of(
      String body, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    return of("", body, columns, rows);
  }

  /// @param with common table expressions; empty for none
  static Write of(
      String with,
      String body,
      List<Column> columns,
      List<? extends List<? extends @Nullable Object>> rows) {
    var arrays = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      arrays.add(columns.get(i).array(rows, i));
    }
    return new Write(new Sql(with, body, columns.size()), List.copyOf(arrays));
  }

  /// One statement for several that touch different rows and do not look at what the others write.
  /// The last one is its outcome.
  static Write together(List<Write> writes) {
    var values = new ArrayList<Object>();
    writes.forEach(write -> values.addAll(write.values));
    return new Write(Sql.together(writes.stream().map(Write::sql).toList()), values);
  }

  Statement on(Connection connection) {
    var statement = connection.createStatement(sql.text());
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
