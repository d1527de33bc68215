package portolan.query.follow;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a batch of events does to the read models, collected in memory and written with few
/// statements.
///
/// The statements run in this order: steps of the moment before, deletes, upserts together with
/// changes of existing rows and with steps that may run beside them, other steps of the moment
/// after.
public final class Changes {
  private final Map<Table, TableChanges> tables = new LinkedHashMap<>();
  private final Map<Step, List<List<@Nullable Object>>> steps = new LinkedHashMap<>();
  private final @Nullable Set<Step.Summary> summaries;

  /// Changes of tables that have all their rows and keys.
  public Changes() {
    this(null);
  }

  /// @param summaries gets what is to be done when new tables are full, in place of steps; absent
  ///   where tables are not new
  Changes(@Nullable Set<Step.Summary> summaries) {
    this.summaries = summaries;
  }

  /// A row as it is from now on.
  ///
  /// @param row the columns in the table's order, the key first
  public void put(Table table, @Nullable Object... row) {
    in(table).put(row);
  }

  /// Sets a column of a row, if the row exists.
  public void set(Table table, List<Object> key, String column, @Nullable Object value) {
    in(table).set(key, column, value);
  }

  /// Adds to a number of a row, if the row exists.
  public void add(Table table, List<Object> key, String column, long amount) {
    in(table).add(key, column, amount);
  }

  public void remove(Table table, List<Object> key) {
    in(table).remove(key);
  }

  /// Removes every row that has a value in a column.
  ///
  /// @return the rows that were put in this batch and are dropped: no statement will see them
  public List<List<@Nullable Object>> removeAll(Table table, String column, Object value) {
    return in(table).removeAll(column, value);
  }

  /// Gives a step one more row of parameters.
  public void step(Step step, @Nullable Object... parameters) {
    if (summaries != null && step.summary().isPresent()) {
      summaries.add(step.summary().get());
      return;
    }
    steps.computeIfAbsent(step, absent -> new ArrayList<>()).add(Arrays.asList(parameters));
  }

  /// @param small whether the batch is of few events, whose few rows may travel value by value
  List<Write> writes(boolean small) {
    var changed = tables.keySet().stream().map(Table::name).collect(toSet());
    var before = new ArrayList<Write>();
    var beside = rows(small);
    var after = new ArrayList<Write>();
    steps.forEach((step, rows) -> {
      var place =
          switch (step.moment()) {
            case BEFORE -> before;
            case AFTER -> step.mayRunBeside(changed) ? beside : after;
          };
      place.add(step.write(rows, small));
    });
    tables.values().forEach(changes -> before.addAll(changes.deletes(small)));
    var rows = beside.isEmpty() ? beside : List.of(Write.together(beside));
    return Stream.of(before, rows, after).flatMap(List::stream).toList();
  }

  /// No two of them touch the same row, so that they may be one statement.
  private List<Write> rows(boolean small) {
    var rows = new ArrayList<Write>();
    tables.forEach((table, changes) -> rows.addAll(changes.puts(statement(table), small)));
    tables.values().forEach(changes -> rows.addAll(changes.patches(small)));
    return rows;
  }

  private RowsStatement statement(Table table) {
    boolean keyless = summaries != null && ReadModels.KEYED_LAST.contains(table.name());
    return keyless ? table.insert() : table.upsert();
  }

  private TableChanges in(Table table) {
    return tables.computeIfAbsent(table, TableChanges::new);
  }
}
