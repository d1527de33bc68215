package portolan.query.edge.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// JSON that an answer carries as text and the API as an object.
final class Raw {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Raw() {}

  /// Null for null, and for what is no object.
  static @Nullable Object of(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      return MAPPER.readValue(json, Map.class);
    } catch (JacksonException e) {
      return null;
    }
  }
}
