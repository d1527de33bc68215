package portolan.query.follow;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A statement that takes rows. Many of them travel as an array for each column. One or two travel
/// value by value: PostgreSQL then has less to prepare at each execution than it takes to write
/// them.
///
/// @param many one parameter for each column
/// @param few for one row, for two, and so on: a parameter for each value, row by row
record RowsStatement(List<Column> columns, Sql many, List<Sql> few) {
  private static final String ROWS = "{rows}";
  private static final String VALUES = "{values}";
  private static final int FEW = 2;

  static RowsStatement of(String body, List<Column> columns) {
    return of("", body, columns);
  }

  /// @param with common table expressions; empty for none
  /// @param body reads the rows as `{rows}`, a table named `u` with values as they are sent, or as
  ///   `{values}`, a query that gives them in their stored types
  static RowsStatement of(String with, String body, List<Column> columns) {
    return new RowsStatement(
        columns,
        sql(with, body, unnested(columns), values(columns), columns.size()),
        IntStream.rangeClosed(1, FEW).mapToObj(n -> few(with, body, columns, n)).toList());
  }

  /// @param body has the array itself as its only parameter, `$1`
  static RowsStatement ofArray(String body, Column column) {
    return new RowsStatement(List.of(column), new Sql("", body, 1), List.of());
  }

  /// @param rows one list of values for each row, in the order of the columns
  /// @param small whether few rows may travel value by value: only in a batch of few events, of
  ///   which there are few kinds. Of others each mixture of the forms would be one more statement
  ///   to plan and to keep.
  Write write(List<? extends List<? extends @Nullable Object>> rows, boolean small) {
    return small && rows.size() <= few.size()
        ? new Write(few.get(rows.size() - 1), valueByValue(rows))
        : new Write(many, arrays(rows));
  }

  private List<Object> valueByValue(List<? extends List<? extends @Nullable Object>> rows) {
    var values = new ArrayList<Object>(rows.size() * columns.size());
    for (var row : rows) {
      for (int i = 0; i < columns.size(); i++) {
        values.add(columns.get(i).value(row.get(i)));
      }
    }
    return values;
  }

  private List<Object> arrays(List<? extends List<? extends @Nullable Object>> rows) {
    var arrays = new ArrayList<Object>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      arrays.add(columns.get(i).array(rows, i));
    }
    return arrays;
  }

  private static Sql sql(String with, String body, String rows, String values, int parameters) {
    return new Sql(
        with.replace(ROWS, rows), body.replace(ROWS, rows).replace(VALUES, values), parameters);
  }

  private static Sql few(String with, String body, List<Column> columns, int rows) {
    var table =
        "(%s) AS u(%s)".formatted(listed(columns, rows, Column::placeholder), names(columns));
    var values = listed(columns, rows, Column::storedPlaceholder);
    return sql(with, body, table, values, rows * columns.size());
  }

  private interface Parameter {
    String of(Column column, int number);
  }

  /// `VALUES ($1::int, $2::text), ($3::int, $4::text)`
  private static String listed(List<Column> columns, int rows, Parameter parameter) {
    return IntStream.range(0, rows)
        .mapToObj(
            row -> each(columns, i -> parameter.of(columns.get(i), row * columns.size() + i + 1)))
        .collect(joining("), (", "VALUES (", ")"));
  }

  /// `unnest($1::int[], $2::text[]) AS u(repository_id, name)`
  private static String unnested(List<Column> columns) {
    var parameters = each(columns, i -> columns.get(i).arrayPlaceholder(i + 1));
    return "unnest(%s) AS u(%s)".formatted(parameters, names(columns));
  }

  /// Rows are taken one by one. From a function in `FROM`, PostgreSQL puts them all aside first.
  private static String values(List<Column> columns) {
    return "SELECT " + each(columns, i -> columns.get(i).storedValues(i + 1));
  }

  private static String each(List<Column> columns, IntFunction<String> text) {
    return IntStream.range(0, columns.size()).mapToObj(text).collect(joining(", "));
  }

  static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(joining(", "));
  }
}
