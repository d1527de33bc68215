package portolan.acceptance.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table of who may do what, `who-may.txt`.
final class Table {
  private Table() {}

  /// @param open whether the project is public
  record Column(Kind kind, boolean open) {
    static Column of(String text) {
      boolean open = text.endsWith("'");
      return new Column(Kind.of(open ? text.substring(0, text.length() - 1) : text), open);
    }

    @Override
    public String toString() {
      return kind + (open ? " where the project is public" : "");
    }
  }

  /// An operation, perhaps in one of several senses, with the word for each kind of caller.
  ///
  /// @param sense `registry`, `self` or empty
  record Row(String operation, String sense, Map<Column, String> cells) {
    @Override
    public String toString() {
      return sense.isEmpty() ? operation : operation + "/" + sense;
    }
  }

  static List<Row> rows() {
    var rows = new ArrayList<Row>();
    var columns = List.<Column>of();
    for (var line : Contract.lines("who-may.txt")) {
      var words = line.strip().split(" +");
      if (words[0].equals("==")) {
        columns = List.of(words).stream().skip(2).map(Column::of).toList();
      } else {
        rows.add(row(words, columns));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(String[] words, List<Column> columns) {
    var name = words[0].split("/");
    var cells = new LinkedHashMap<Column, String>();
    for (int i = 0; i < columns.size(); i++) {
      cells.put(columns.get(i), words[i + 1]);
    }
    return new Row(name[0], name.length == 1 ? "" : name[1], cells);
  }
}
