package portolan.edge.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON objects whose fields stay in the order in which they were written down.
final class Ordered {
  private Ordered() {}

  /// @param pairs names, each followed by its value
  static Map<String, Object> of(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
