package portolan.query.follow;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static portolan.query.follow.RowsStatement.names;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final RowsStatement insert;
  private final RowsStatement upsert;
  private final RowsStatement delete;
  private final Map<Changed, RowsStatement> patches = new ConcurrentHashMap<>();

  public Table(String name, List<Column> key, List<Column> values) {
    this.name = name;
    this.key = List.copyOf(key);
    this.values = List.copyOf(values);
    this.columns = Stream.concat(key.stream(), values.stream()).toList();
    this.places =
        IntStream.range(0, columns.size())
            .boxed()
            .collect(toUnmodifiableMap(i -> columns.get(i).name(), i -> i));
    var insertion = "INSERT INTO %s (%s) {values}".formatted(name, names(columns));
    this.insert = RowsStatement.of(insertion, columns);
    this.upsert =
        RowsStatement.of(
            "%s ON CONFLICT (%s) DO %s".formatted(insertion, names(key), onConflict(values)),
            columns);
    this.delete =
        RowsStatement.of("DELETE FROM %s t USING {rows} WHERE %s".formatted(name, sameKey()), key);
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
  RowsStatement insert() {
    return insert;
  }

  RowsStatement upsert() {
    return upsert;
  }

  /// Takes keys.
  RowsStatement delete() {
    return delete;
  }

  /// Takes values of a column.
  RowsStatement deleteAll(Column column) {
    return RowsStatement.ofArray(
        "DELETE FROM %s t WHERE t.%s = ANY (%s)"
            .formatted(name, column.name(), column.arrayPlaceholder(1)),
        column);
  }

  /// Changes columns of rows. Takes keys, what is set, and what is added.
  RowsStatement patch(Changed changed) {
    return patches.computeIfAbsent(changed, this::statement);
  }

  /// Which columns of a row are set, and which are added to.
  record Changed(List<Column> sets, List<Column> sums) {}

  private RowsStatement statement(Changed changed) {
    var changes =
        Stream.concat(
                changed.sets.stream().map(column -> column.name() + " = " + column.ofRows()),
                changed.sums.stream()
                    .map(Column::name)
                    .map(name -> name + " = t." + name + " + u." + name))
            .collect(joining(", "));
    return RowsStatement.of(
        "UPDATE %s t SET %s FROM {rows} WHERE %s".formatted(name, changes, sameKey()),
        Stream.of(key, changed.sets, changed.sums).flatMap(List::stream).toList());
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
}
