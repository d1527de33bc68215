package portolan.query.follow;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table of the read models: its key and its other columns, in the order in which projections
/// give them.
///
/// Known by its name alone, since every event looks tables up.
public final class Table {
  private final String name;
  private final List<Column> key;
  private final List<Column> values;
  private final List<Column> columns;
  private final Map<String, Integer> places;
  private final String insert;
  private final String upsert;

  public Table(String name, List<Column> key, List<Column> values) {
    this.name = name;
    this.key = List.copyOf(key);
    this.values = List.copyOf(values);
    this.columns = Stream.concat(key.stream(), values.stream()).toList();
    this.places =
        IntStream.range(0, columns.size())
            .boxed()
            .collect(toUnmodifiableMap(i -> columns.get(i).name(), i -> i));
    this.insert = "INSERT INTO %s (%s) SELECT %s".formatted(name, names(columns), values(columns));
    this.upsert = "%s ON CONFLICT (%s) DO %s".formatted(insert, names(key), onConflict(values));
  }

  public String name() {
    return name;
  }

  List<Column> key() {
    return key;
  }

  List<Column> columns() {
    return columns;
  }

  Column column(String name) {
    return columns.get(indexOf(name));
  }

  /// The place of a column in a row.
  public int indexOf(String column) {
    var place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException(name + " has no column " + column);
    }
    return place;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Table table && table.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// Adds rows whose keys are new.
  String insert() {
    return insert;
  }

  String upsert() {
    return upsert;
  }

  String delete() {
    return "DELETE FROM %s t USING %s WHERE %s".formatted(name, unnest(key), sameKey());
  }

  String deleteAll(Column column) {
    return "DELETE FROM %s t WHERE t.%s = ANY (%s)"
        .formatted(name, column.name(), column.parameter(1));
  }

  /// Sets columns of rows and adds to others.
  String patch(Collection<Column> sets, Collection<Column> sums) {
    var changes =
        Stream.concat(
                sets.stream().map(column -> column.name() + " = " + column.unnested()),
                sums.stream().map(Column::name).map(name -> name + " = t." + name + " + u." + name))
            .collect(joining(", "));
    var given = Stream.of(key, sets, sums).flatMap(Collection::stream).toList();
    return "UPDATE %s t SET %s FROM %s WHERE %s".formatted(name, changes, unnest(given), sameKey());
  }

  /// `unnest($1::int[], $2::text[]) AS u(repository_id, name)`
  static String unnest(List<Column> columns) {
    var parameters =
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).parameter(i + 1))
            .collect(joining(", "));
    return "unnest(" + parameters + ") AS u(" + names(columns) + ")";
  }

  /// Rows are taken one by one. From a function in `FROM`, PostgreSQL puts them all aside first.
  private static String values(List<Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).values(i + 1))
        .collect(joining(", "));
  }

  private static String onConflict(List<Column> values) {
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
