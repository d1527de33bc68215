package portolan.query.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a batch does to one table, folded in the order of the events: of several changes of one key
/// only the outcome is written.
final class TableChanges {

  private sealed interface Pending {}

  private record Put(List<@Nullable Object> row) implements Pending {}

  /// Changes of a row that the database has.
  private record Patch(Map<Column, @Nullable Object> sets, Map<Column, Long> sums)
      implements Pending {
    void set(Column column, @Nullable Object value) {
      sums.remove(column);
      sets.put(column, value);
    }

    void add(Column column, long amount) {
      if (sets.containsKey(column)) {
        sets.put(column, sum(sets.get(column), amount));
      } else {
        sums.merge(column, amount, Long::sum);
      }
    }

    boolean isEmpty() {
      return sets.isEmpty() && sums.isEmpty();
    }

    Table.Changed changed() {
      return new Table.Changed(List.copyOf(sets.keySet()), List.copyOf(sums.keySet()));
    }

    List<@Nullable Object> row(List<Object> key) {
      var row = new ArrayList<@Nullable Object>(key);
      row.addAll(sets.values());
      row.addAll(sums.values());
      return row;
    }
  }

  private record Removed() implements Pending {}

  private final Table table;
  private final Map<List<Object>, Pending> pending = new LinkedHashMap<>();
  private final Map<Column, List<Object>> removedBy = new LinkedHashMap<>();

  TableChanges(Table table) {
    this.table = table;
  }

  void put(@Nullable Object... row) {
    if (row.length != table.columns().size()) {
      throw new IllegalArgumentException(table.name() + " has another number of columns");
    }
    var key = new Object[table.key().size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = Objects.requireNonNull(row[i]);
    }
    pending.put(List.of(key), new Put(Arrays.asList(row)));
  }

  void set(List<Object> key, String column, @Nullable Object value) {
    switch (pending.computeIfAbsent(key, absent -> emptyPatch())) {
      case Put put -> put.row.set(table.indexOf(column), value);
      case Patch patch -> patch.set(table.column(column), value);
      case Removed removed -> {}
    }
  }

  void add(List<Object> key, String column, long amount) {
    switch (pending.computeIfAbsent(key, absent -> emptyPatch())) {
      case Put put ->
          put.row.set(table.indexOf(column), sum(put.row.get(table.indexOf(column)), amount));
      case Patch patch -> patch.add(table.column(column), amount);
      case Removed removed -> {}
    }
  }

  void remove(List<Object> key) {
    pending.put(key, new Removed());
  }

  /// Removes every row with a value in a column.
  ///
  /// @return the rows that this batch had put and that are dropped now
  List<List<@Nullable Object>> removeAll(String column, Object value) {
    removedBy.computeIfAbsent(table.column(column), absent -> new ArrayList<>()).add(value);
    var dropped = new ArrayList<List<@Nullable Object>>();
    int index = table.indexOf(column);
    pending.replaceAll((key, change) -> {
      if (change instanceof Put put && value.equals(put.row.get(index))) {
        dropped.add(put.row);
        return new Removed();
      }
      return change;
    });
    return dropped;
  }

  List<Write> deletes(boolean small) {
    var writes = new ArrayList<Write>();
    removedBy.forEach((column, values) ->
        writes.add(table.deleteAll(column).write(values.stream().map(List::of).toList(), small)));
    var keys =
        pending.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Removed)
            .map(Map.Entry::getKey)
            .toList();
    if (!keys.isEmpty()) {
      writes.add(table.delete().write(keys, small));
    }
    return writes;
  }

  /// @param statement puts rows into the table
  List<Write> puts(RowsStatement statement, boolean small) {
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var change : pending.values()) {
      if (change instanceof Put put) {
        rows.add(put.row);
      }
    }
    return rows.isEmpty() ? List.of() : List.of(statement.write(rows, small));
  }

  /// One statement for the rows of which the same columns change: no row is in two of them.
  List<Write> patches(boolean small) {
    var alike = new LinkedHashMap<Table.Changed, List<List<@Nullable Object>>>();
    pending.forEach((key, change) -> {
      if (change instanceof Patch patch) {
        patch.sums.values().removeIf(sum -> sum == 0);
        if (!patch.isEmpty()) {
          alike.computeIfAbsent(patch.changed(), absent -> new ArrayList<>()).add(patch.row(key));
        }
      }
    });
    var writes = new ArrayList<Write>();
    alike.forEach((changed, rows) -> writes.add(table.patch(changed).write(rows, small)));
    return writes;
  }

  private static Patch emptyPatch() {
    return new Patch(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private static long sum(@Nullable Object number, long amount) {
    return ((Number) Objects.requireNonNull(number)).longValue() + amount;
  }
}
