package portolan.edge.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;

/// The body that an operation takes: read from its controller's method, and from the table where
/// the method reads the request by itself.
final class RequestForm {
  private RequestForm() {}

  static Optional<Map<String, Object>> of(Operation operation, Optional<Handlers.Handler> handler) {
    return named(operation)
        .or(() -> fields(operation))
        .or(() -> handler.map(Handlers.Handler::parameters).flatMap(RequestForm::declared));
  }

  private static Optional<Map<String, Object>> named(Operation operation) {
    return taken(operation, Operation.Taken.Place.BODY).stream()
        .findFirst()
        .map(it -> json(Forms.type(it.name()), true));
  }

  private static Optional<Map<String, Object>> fields(Operation operation) {
    var fields = new LinkedHashMap<String, Object>();
    taken(operation, Operation.Taken.Place.FORM)
        .forEach(it -> fields.put(it.name(), Forms.type(it.type())));
    var schema = Ordered.of("type", "object", "properties", fields);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(body("application/x-www-form-urlencoded", schema, true));
  }

  private static Optional<Map<String, Object>> declared(List<MethodParameter> parameters) {
    for (var parameter : parameters) {
      var annotation = parameter.getParameterAnnotation(RequestBody.class);
      if (annotation != null) {
        var schema = Bodies.of(parameter.getGenericParameterType());
        return Optional.of(json(schema, annotation.required()));
      }
    }
    return Optional.empty();
  }

  private static List<Operation.Taken> taken(Operation operation, Operation.Taken.Place place) {
    return operation.takes().stream().filter(it -> it.place() == place).toList();
  }

  private static Map<String, Object> json(Map<String, Object> schema, boolean required) {
    return body("application/json", schema, required);
  }

  private static Map<String, Object> body(
      String mediaType, Map<String, Object> schema, boolean required) {
    return Ordered.of(
        "required", required, "content", Ordered.of(mediaType, Ordered.of("schema", schema)));
  }
}
