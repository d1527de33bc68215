package portolan.edge.paging;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The keys that one operation lets its callers filter and sort by. There is no other way to a
/// column.
public final class FilterKeys {

  /// What a key's values are.
  public enum Kind {
    TEXT,
    NUMBER,
    TIME,
    FLAG
  }

  /// A key in snake case and what it holds.
  record Key(String name, Kind kind) {}

  private final Map<String, Key> keys = new LinkedHashMap<>();

  private FilterKeys() {}

  /// Keys with text for values.
  public static FilterKeys of(String... names) {
    return new FilterKeys().and(Kind.TEXT, names);
  }

  /// The same and some more.
  public FilterKeys and(Kind kind, String... names) {
    var more = new FilterKeys();
    more.keys.putAll(keys);
    for (var name : names) {
      more.keys.put(folded(name), new Key(name, kind));
    }
    return more;
  }

  /// Finds `project_id` by `project_id`, `projectId` and `ProjectID`.
  Optional<Key> find(String text) {
    return Optional.ofNullable(keys.get(folded(text)));
  }

  private static String folded(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
