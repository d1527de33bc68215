package portolan.query.follow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement for many rows: its text and an array for each parameter.
record Write(String sql, List<Object> arrays) {

  /// @param rows one list of values for each row, in the order of the columns
  static Write of(
      String sql, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    var arrays = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      var values = new ArrayList<@Nullable Object>(rows.size());
      for (var row : rows) {
        values.add(row.get(i));
      }
      arrays.add(columns.get(i).array(values));
    }
    return new Write(sql, List.copyOf(arrays));
  }
}
