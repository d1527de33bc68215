package portolan.edge.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The table of operations, `operations.txt`.
final class Operations {
  private static final String SHOWN = "shown";
  private static final String SHOWN_FLAGS =
      "with_tag:boolean with_label:boolean with_accessory:boolean with_immutable_status:boolean";

  private Operations() {}

  /// All of them, in the table's order.
  static List<Operation> all() {
    var operations = new ArrayList<Operation>();
    var area = "";
    var base = "";
    for (var line : lines("operations.txt")) {
      if (line.startsWith("== ")) {
        area = line.substring(3, line.indexOf(':'));
        base = line.substring(line.indexOf(':') + 2);
      } else {
        operations.add(operation(area, base, line.split(" {2,}", 8)));
      }
    }
    return List.copyOf(operations);
  }

  /// The lines of a resource beside this class, without empty ones and comments.
  static List<String> lines(String resource) {
    try (InputStream in = Operations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not among the resources: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Operation operation(String area, String base, String[] columns) {
    var answer = columns[4].split(" ", 2);
    return new Operation(
        area,
        columns[0],
        path(base, columns[1]),
        columns[2],
        Who.of(columns[3]),
        Integer.parseInt(answer[0]),
        answer.length == 1 ? "" : answer[1],
        words(columns[5]).map(Integer::valueOf).toList(),
        words(columns[6].replace(SHOWN, SHOWN_FLAGS)).map(Operation.Taken::of).toList(),
        columns[7].strip());
  }

  private static String path(String base, String below) {
    if (below.equals(".")) {
      return base;
    }
    return base.equals("/") ? below : base + below;
  }

  private static Stream<String> words(String column) {
    return column.equals("-") ? Stream.of() : Stream.of(column.split(" "));
  }
}
