package portolan.query.follow;

import static java.util.stream.Collectors.joining;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  static Optional<Write> together(List<Write> writes) {
    return writes.stream().reduce(Write::before);
  }

  /// Both in one statement, of which the other one is the outcome.
  Write before(Write other) {
    int first = values.size();
    var with =
        Stream.of(this.with, "w%d AS (%s)".formatted(first, sql), numberedFrom(first, other.with))
            .filter(part -> !part.isEmpty())
            .collect(joining(", "));
    var all = Stream.concat(values.stream(), other.values.stream()).toList();
    return new Write(with, numberedFrom(first, other.sql), all);
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

  private static String numberedFrom(int first, String text) {
    return PARAMETER
        .matcher(text)
        .replaceAll(found -> "\\$" + (first + Integer.parseInt(found.group(1))));
  }
}
