package portolan.query.follow;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of the read models: its key and its other columns, in the order in which projections
/// give them.
public record Table(String name, List<Column> key, List<Column> values) {

  List<Column> columns() {
    return Stream.concat(key.stream(), values.stream()).toList();
  }

  Column column(String name) {
    return columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(this.name + " has no column " + name));
  }

  public int indexOf(String column) {
    return columns().indexOf(column(column));
  }

  String upsert() {
    var names = names(columns());
    var expressions = columns().stream().map(Column::unnested).collect(joining(", "));
    return "INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT (%s) DO %s"
        .formatted(name, names, expressions, unnest(columns()), names(key), onConflict());
  }

  String delete() {
    return "DELETE FROM %s t USING %s WHERE %s".formatted(name, unnest(key), sameKey());
  }

  String deleteAll(Column column) {
    return "DELETE FROM %s t WHERE t.%s = ANY (%s)"
        .formatted(name, column.name(), column.parameter(1));
  }

  String set(Column column) {
    return "UPDATE %s t SET %s = %s FROM %s WHERE %s"
        .formatted(name, column.name(), column.unnested(), unnest(withKey(column)), sameKey());
  }

  String add(Column column) {
    return "UPDATE %1$s t SET %2$s = t.%2$s + u.%2$s FROM %3$s WHERE %4$s"
        .formatted(name, column.name(), unnest(withKey(column)), sameKey());
  }

  List<Column> withKey(Column column) {
    return Stream.concat(key.stream(), Stream.of(column)).toList();
  }

  /// `unnest($1::int[], $2::text[]) AS u(repository_id, name)`
  static String unnest(List<Column> columns) {
    var parameters =
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).parameter(i + 1))
            .collect(joining(", "));
    return "unnest(" + parameters + ") AS u(" + names(columns) + ")";
  }

  private String onConflict() {
    return values.isEmpty()
        ? "NOTHING"
        : "UPDATE SET "
            + values.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(joining(", "));
  }

  private String sameKey() {
    return key.stream()
        .map(column -> "t." + column.name() + " = u." + column.name())
        .collect(joining(" AND "));
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(joining(", "));
  }
}
