package portolan.query.follow;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The text of a statement with numbered parameters.
///
/// @param with its common table expressions; empty for none
/// @param parameters how many there are
/// @param text all of it
record Sql(String with, String body, int parameters, String text) {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /// Batches seldom differ in what they change, only in the values.
  private static final Map<List<Sql>, Sql> TOGETHER = new ConcurrentHashMap<>();

  private static final int MOST = 500;

  Sql(String with, String body, int parameters) {
    this(with, body, parameters, with.isEmpty() ? body : "WITH " + with + " " + body);
  }

  /// One statement for several, with the parameters of one after those of the other. The last one
  /// is its outcome.
  static Sql together(List<Sql> statements) {
    if (TOGETHER.size() >= MOST) {
      TOGETHER.clear();
    }
    return TOGETHER.computeIfAbsent(List.copyOf(statements), Sql::joined);
  }

  private static Sql joined(List<Sql> statements) {
    var with = new StringJoiner(", ");
    int first = 0;
    for (var statement : statements.subList(0, statements.size() - 1)) {
      statement.putWith(with, first);
      var body = numberedFrom(first, statement.body);
      first += statement.parameters;
      with.add("w%d AS (%s)".formatted(first, body));
    }
    var last = statements.getLast();
    last.putWith(with, first);
    return new Sql(with.toString(), numberedFrom(first, last.body), first + last.parameters);
  }

  private void putWith(StringJoiner parts, int first) {
    if (!with.isEmpty()) {
      parts.add(numberedFrom(first, with));
    }
  }

  private static String numberedFrom(int first, String text) {
    return PARAMETER
        .matcher(text)
        .replaceAll(found -> "\\$" + (first + Integer.parseInt(found.group(1))));
  }
}
