package portolan.edge.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The forms of what controllers take, read from their own types: a record is an object whose
/// fields are written in snake case.
final class Bodies {
  private Bodies() {}

  static Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> of(generic);
      case Class<?> plain when plain.isRecord() -> record(plain);
      case Class<?> plain -> of(plain);
      default -> Ordered.of();
    };
  }

  private static Map<String, Object> of(ParameterizedType generic) {
    var raw = (Class<?>) generic.getRawType();
    var arguments = generic.getActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      return Ordered.of("type", "object", "additionalProperties", of(arguments[1]));
    }
    return Collection.class.isAssignableFrom(raw)
        ? Ordered.of("type", "array", "items", of(arguments[0]))
        : of(arguments[0]);
  }

  private static Map<String, Object> of(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return Ordered.of("type", "boolean");
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return Ordered.of("type", "integer", "format", bits(type));
    }
    if (type == Instant.class) {
      return Ordered.of("type", "string", "format", "date-time");
    }
    return type == Object.class ? Ordered.of() : Ordered.of("type", "string");
  }

  private static String bits(Class<?> type) {
    return type == long.class || type == Long.class ? "int64" : "int32";
  }

  private static Map<String, Object> record(Class<?> type) {
    var fields = new LinkedHashMap<String, Object>();
    for (var component : type.getRecordComponents()) {
      fields.put(name(component), of(component.getGenericType()));
    }
    return Ordered.of("type", "object", "properties", fields);
  }

  private static String name(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null
        ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT)
        : property.value();
  }
}
