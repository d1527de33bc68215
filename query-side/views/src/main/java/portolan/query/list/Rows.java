package portolan.query.list;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which rows a list is made of.
///
/// @param table with its alias, such as `label l`
/// @param key what tells its rows apart, such as `l.id`
/// @param joins those that begin with LEFT find at most one row each
public record Rows(String table, List<String> key, String joins) {
  private static final Pattern JOINED = Pattern.compile("(LEFT )?JOIN \\w+ (\\w+) ON");

  public static Rows of(String table, String... key) {
    return new Rows(table, List.of(key), "");
  }

  public Rows joined(String more) {
    return new Rows(table, key, more);
  }

  /// The same without its joins where they decide nothing and some text does not refer to them.
  /// PostgreSQL drops such joins too, but reads the columns that they compare, which the index may
  /// not have.
  Rows neededBy(String text) {
    return JOINED
            .matcher(joins)
            .results()
            .anyMatch(it -> it.group(1) == null || text.contains(it.group(2) + "."))
        ? this
        : new Rows(table, key, "");
  }

  String alias() {
    return table.substring(table.indexOf(' ') + 1);
  }

  String tables() {
    return joins.isEmpty() ? table : table + " " + joins;
  }

  /// The key, under the names that [#ofPage] refers to.
  String keys() {
    return each("%s AS key%d", ", ");
  }

  /// The rows whose keys are in `page`.
  String ofPage() {
    return table + " ON " + each("%s = page.key%d", " AND ") + (joins.isEmpty() ? "" : " " + joins);
  }

  private String each(String form, String between) {
    return IntStream.range(0, key.size())
        .mapToObj(i -> form.formatted(key.get(i), i))
        .collect(joining(between));
  }
}
