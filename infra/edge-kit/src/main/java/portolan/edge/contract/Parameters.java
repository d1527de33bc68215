package portolan.edge.contract;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import portolan.edge.api.Projects;
import portolan.language.list.PageRequest;

/// What an operation takes: read from its controller's method, and from the table where the method
/// reads the request by itself.
final class Parameters {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^/:}]+)[^/]*}");

  private final Operation operation;
  private final Optional<Handlers.Handler> handler;

  Parameters(Operation operation, Optional<Handlers.Handler> handler) {
    this.operation = operation;
    this.handler = handler;
  }

  /// Those of path, query and headers.
  List<Map<String, Object>> all() {
    var all = new ArrayList<>(path());
    all.addAll(annotated());
    if (paged()) {
      all.add(query("page", bounded(1, Integer.MAX_VALUE, 1)));
      all.add(query("page_size", bounded(0, PageRequest.MAX_SIZE, PageRequest.DEFAULT_SIZE)));
    }
    operation.takes().stream()
        .filter(it -> it.place() == Operation.Taken.Place.QUERY)
        .forEach(
            it -> all.add(parameter("query", it.name(), it.required(), Forms.type(it.type()))));
    if (operation.later() && operation.path().contains("{project_name_or_id}")) {
      all.add(parameter("header", Projects.IS_NAME, false, Forms.type("boolean")));
    }
    return all;
  }

  /// Whether it lists page by page.
  boolean paged() {
    return methodParameters().stream().anyMatch(it -> it.getParameterType() == PageRequest.class);
  }

  /// Whether a parameter of it can have the wrong form.
  boolean checked() {
    return all().stream()
        .anyMatch(it -> !Forms.type("string").equals(it.get("schema")) || isRequired(it));
  }

  private static boolean isRequired(Map<String, Object> parameter) {
    return !"path".equals(parameter.get("in")) && Boolean.TRUE.equals(parameter.get("required"));
  }

  /// The variables of the path with the table's names, each of the type that the controller's
  /// variable in the same place has.
  private List<Map<String, Object>> path() {
    var names = variables(operation.path());
    var own = handler.map(it -> variables(it.pattern())).orElse(names);
    var all = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < names.size(); i++) {
      all.add(parameter("path", names.get(i), true, pathType(own.get(i))));
    }
    return all;
  }

  private Map<String, Object> pathType(String variable) {
    return methodParameters().stream()
        .filter(it -> isVariable(it, variable))
        .findFirst()
        .map(it -> Bodies.of(type(it)))
        .orElse(Forms.type("string"));
  }

  private static boolean isVariable(MethodParameter parameter, String variable) {
    var annotation = parameter.getParameterAnnotation(PathVariable.class);
    return annotation != null && variable.equals(name(parameter, annotation.value()));
  }

  private List<Map<String, Object>> annotated() {
    var all = new ArrayList<Map<String, Object>>();
    for (var it : methodParameters()) {
      var query = it.getParameterAnnotation(RequestParam.class);
      var header = it.getParameterAnnotation(RequestHeader.class);
      if (query != null) {
        boolean required =
            query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        all.add(parameter("query", name(it, query.name()), required, Bodies.of(type(it))));
      }
      if (header != null) {
        all.add(parameter("header", name(it, header.name()), false, Bodies.of(type(it))));
      }
    }
    return all;
  }

  private List<MethodParameter> methodParameters() {
    return handler.map(Handlers.Handler::parameters).orElse(List.of());
  }

  private static String name(MethodParameter parameter, String given) {
    return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
  }

  private static Type type(MethodParameter parameter) {
    return parameter.getGenericParameterType();
  }

  private static List<String> variables(String path) {
    return VARIABLE.matcher(path).results().map(it -> it.group(1)).toList();
  }

  private static Map<String, Object> query(String name, Map<String, Object> schema) {
    return parameter("query", name, false, schema);
  }

  private static Map<String, Object> parameter(
      String in, String name, boolean required, Map<String, Object> schema) {
    return Ordered.of("in", in, "name", name, "required", required, "schema", schema);
  }

  private static Map<String, Object> bounded(int least, int most, int usual) {
    return Ordered.of("type", "integer", "minimum", least, "maximum", most, "default", usual);
  }
}
