package portolan.edge.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

/// What the table of operations promises, beside what the controllers do.
public final class Contract {
  private final Handlers handlers;

  public Contract(Map<RequestMappingInfo, HandlerMethod> mappings) {
    this.handlers = new Handlers(mappings);
  }

  /// The description in OpenAPI 3.1.
  ///
  /// @param version of the program
  public Map<String, Object> description(String version) {
    return new OpenApi(handlers).document(version);
  }

  /// What controllers answer and the table does not know, each as method and path.
  public Set<String> undeclared() {
    var undeclared = new TreeSet<>(handlers.keys());
    undeclared.removeAll(declared());
    return undeclared;
  }

  /// What the table promises and no controller answers.
  public Set<String> unserved() {
    var unserved = new TreeSet<>(declared());
    unserved.removeAll(handlers.keys());
    return unserved;
  }

  private static Set<String> declared() {
    return Operations.all().stream().map(Operation::key).collect(Collectors.toSet());
  }
}
