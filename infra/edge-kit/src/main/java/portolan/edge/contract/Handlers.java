package portolan.edge.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

/// The controllers' methods, by the operation that each of them serves.
final class Handlers {

  /// @param pattern its path, with its own names for the variables
  record Handler(String pattern, HandlerMethod method) {

    List<MethodParameter> parameters() {
      return List.of(method.getMethodParameters());
    }
  }

  private final Map<String, Handler> byKey = new HashMap<>();

  Handlers(Map<RequestMappingInfo, HandlerMethod> mappings) {
    mappings.forEach(this::add);
  }

  Optional<Handler> of(Operation operation) {
    return Optional.ofNullable(byKey.get(operation.key()));
  }

  /// The keys of the operations that they serve.
  Set<String> keys() {
    return Set.copyOf(byKey.keySet());
  }

  private void add(RequestMappingInfo info, HandlerMethod method) {
    for (var pattern : info.getPatternsCondition().getPatterns()) {
      var path = pattern.getPatternString();
      var methods = info.getMethodsCondition().getMethods();
      if (methods.isEmpty()) {
        byKey.put(Operation.key("GET", path), new Handler(path, method));
      }
      methods.forEach(it -> byKey.put(Operation.key(it.name(), path), new Handler(path, method)));
    }
  }
}
