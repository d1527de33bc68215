package portolan.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Grant;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;

/// JSON in columns: written by projections, read by answers.
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new SimpleModule().addSerializer(Set.class, new SortedSets()))
          .addMixIn(Grant.class, WithoutNulls.class)
          .addMixIn(ImmutableRuleSpec.class, WithoutNulls.class)
          .addMixIn(Selector.class, WithoutNulls.class);

  /// What got a field later: rows from before lack it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private interface WithoutNulls {}

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An object of texts; empty for null.
  public static Map<String, String> texts(@Nullable String json) {
    return json == null ? Map.of() : read(json, new TypeReference<Map<String, String>>() {});
  }

  /// Sets have no order of their own, rows must have one.
  @SuppressWarnings("rawtypes")
  private static final class SortedSets extends JsonSerializer<Set> {
    @Override
    public void serialize(Set set, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (Object element :
          ((Set<?>) set).stream().sorted(Comparator.comparing(String::valueOf)).toList()) {
        json.writePOJO(element);
      }
      json.writeEndArray();
    }
  }
}
