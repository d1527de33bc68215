package portolan.query.edge.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object in the making. Harbor leaves some empty fields out and writes others as null or
/// zero; each field says which.
final class Fields {
  /// How Harbor writes a time that is not known.
  static final String NO_TIME = "0001-01-01T00:00:00.000Z";

  private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

  /// Written whatever it is.
  Fields put(String name, @Nullable Object value) {
    map.put(name, value);
    return this;
  }

  /// Left out when null, empty, 0 or false.
  Fields filled(String name, @Nullable Object value) {
    if (!isEmpty(value)) {
      map.put(name, value);
    }
    return this;
  }

  /// A list that is null when it is empty.
  Fields list(String name, Collection<?> values) {
    map.put(name, values.isEmpty() ? null : values);
    return this;
  }

  Map<String, @Nullable Object> map() {
    return map;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Number number -> number.doubleValue() == 0;
      case Boolean flag -> !flag;
      case Collection<?> values -> values.isEmpty();
      case Map<?, ?> entries -> entries.isEmpty();
      default -> false;
    };
  }
}
