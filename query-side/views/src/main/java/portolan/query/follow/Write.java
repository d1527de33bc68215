package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One statement for many rows: its text and an array for each parameter.
record Write(String sql, List<Object> arrays) {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /// @param rows one list of values for each row, in the order of the columns
  static Write of(
      String sql, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    var arrays = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      arrays.add(columns.get(i).array(rows, i));
    }
    return new Write(sql, List.copyOf(arrays));
  }

  /// One statement for several that touch different rows and do not look at what the others write.
  static Optional<Write> together(List<Write> writes) {
    if (writes.size() < 2) {
      return writes.stream().findFirst();
    }
    var last = writes.getLast();
    var sql = new StringJoiner(", ", "WITH ", " ");
    var arrays = new ArrayList<Object>();
    for (var write : writes.subList(0, writes.size() - 1)) {
      sql.add("w%d AS (%s)".formatted(arrays.size(), write.numberedFrom(arrays.size())));
      arrays.addAll(write.arrays);
    }
    var closing = last.numberedFrom(arrays.size());
    arrays.addAll(last.arrays);
    return Optional.of(new Write(sql + closing, List.copyOf(arrays)));
  }

  Statement on(Connection connection) {
    var statement = connection.createStatement(sql);
    for (int i = 0; i < arrays.size(); i++) {
      statement.bind(i, arrays.get(i));
    }
    return statement;
  }

  private String numberedFrom(int first) {
    return PARAMETER
        .matcher(sql)
        .replaceAll(found -> "\\$" + (first + Integer.parseInt(found.group(1))));
  }
}
