package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One statement for many rows: its common table expressions, its text, and an array for each
/// parameter.
record Write(String with, String sql, List<Object> values) {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /// @param rows one list of values for each row, in the order of the columns
  static Write of(
      String sql, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    return of("", sql, columns, rows);
  }

  static Write of(
      String with,
      String sql,
      List<Column> columns,
      List<? extends List<? extends @Nullable Object>> rows) {
    var arrays = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      arrays.add(columns.get(i).array(rows, i));
    }
    return new Write(with, sql, List.copyOf(arrays));
  }

  /// One statement for several that touch different rows and do not look at what the others write.
  /// The last one is its outcome.
  static Write together(List<Write> writes) {
    var with = new StringJoiner(", ");
    var values = new ArrayList<Object>();
    for (var write : writes.subList(0, writes.size() - 1)) {
      write.putWith(with, values.size());
      var part = numberedFrom(values.size(), write.sql);
      values.addAll(write.values);
      with.add("w%d AS (%s)".formatted(values.size(), part));
    }
    var last = writes.getLast();
    last.putWith(with, values.size());
    var sql = numberedFrom(values.size(), last.sql);
    values.addAll(last.values);
    return new Write(with.toString(), sql, values);
  }

  String text() {
    return with.isEmpty() ? sql : "WITH " + with + " " + sql;
  }

  Statement on(Connection connection) {
    var statement = connection.createStatement(text());
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }

  private void putWith(StringJoiner parts, int first) {
    if (!with.isEmpty()) {
      parts.add(numberedFrom(first, with));
    }
  }

  private static String numberedFrom(int first, String text) {
    return PARAMETER
        .matcher(text)
        .replaceAll(found -> "\\$" + (first + Integer.parseInt(found.group(1))));
  }
}
