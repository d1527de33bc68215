package portolan.edge.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The description of the REST API in OpenAPI 3.1, made from the table of operations and from the
/// controllers.
final class OpenApi {
  private static final String ABOUT =
      """
      The REST API of Portolan, spoken by Harbor's clients as well. Images are pushed and pulled below `/v2/`, \
      as the OCI distribution specification has it; that is not described here.

      A name with slashes is written with `%252F` in a path. Lists take `page` (from 1) and `page_size` \
      (10, at most 100), and answer `X-Total-Count` and `Link`; where they take `q`, it is `key=value`, `key=~part`, \
      `key=[low~high]`, `key={one of}` or `key=(all of)`, joined by commas; `sort` is `key` or `-key`, joined by commas.

      Operations marked with `x-later` are known, ask who calls, and answer 501.
      """;

  private final Handlers handlers;

  OpenApi(Handlers handlers) {
    this.handlers = handlers;
  }

  /// The whole document.
  ///
  /// @param version of the program
  Map<String, Object> document(String version) {
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put("info", Ordered.of("title", "Portolan", "version", version, "description", ABOUT));
    document.put("servers", List.of(Ordered.of("url", "/")));
    document.put("tags", tags());
    document.put("paths", paths());
    document.put("components", Components.all());
    return document;
  }

  private static List<Map<String, Object>> tags() {
    return Operations.all().stream()
        .map(Operation::area)
        .distinct()
        .map(area -> Ordered.of("name", area))
        .toList();
  }

  private Map<String, Object> paths() {
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    for (var operation : Operations.all()) {
      paths
          .computeIfAbsent(operation.path(), _ -> new LinkedHashMap<>())
          .put(operation.method().toLowerCase(Locale.ROOT), described(operation));
    }
    return new LinkedHashMap<>(paths);
  }

  private Map<String, Object> described(Operation operation) {
    var handler = handlers.of(operation);
    var parameters = new Parameters(operation, handler);
    var entry = new LinkedHashMap<String, Object>();
    entry.put("operationId", operation.id());
    entry.put("tags", List.of(operation.area()));
    entry.put("summary", operation.summary());
    entry.put("description", "Who may: " + Sentence.forPeople(operation.who()) + ".");
    entry.put("x-who", Sentence.forPrograms(operation.who()));
    if (operation.later()) {
      entry.put("x-later", true);
    }
    entry.put("security", security(operation));
    entry.put("parameters", parameters.all());
    var body = RequestForm.of(operation, handler);
    body.ifPresent(it -> entry.put("requestBody", it));
    entry.put("responses", responses(operation, parameters, body.isPresent()));
    return entry;
  }

  private static List<Map<String, Object>> security(Operation operation) {
    if (operation.path().startsWith("/c/") && operation.method().equals("POST")) {
      return Components.FROM_OUR_PAGES;
    }
    return operation.who().open() ? List.of() : Components.SECURITY;
  }

  private static Map<String, Object> responses(
      Operation operation, Parameters parameters, boolean hasBody) {
    var responses = new TreeMap<String, Object>();
    for (int status : refusals(operation, parameters, hasBody)) {
      responses.put(Integer.toString(status), Components.refusal(status));
    }
    var success = Integer.toString(operation.success());
    if (!operation.later() && !responses.containsKey(success)) {
      responses.put(success, success(operation, parameters.paged()));
    }
    return responses;
  }

  private static Set<Integer> refusals(
      Operation operation, Parameters parameters, boolean hasBody) {
    var statuses = new TreeSet<>(operation.refusals());
    statuses.addAll(List.of(429, 503));
    if (!operation.who().open()) {
      statuses.add(401);
      statuses.add(403);
    }
    if (hasBody) {
      statuses.addAll(List.of(413, 415, 422));
    }
    if (parameters.checked()) {
      statuses.add(422);
    }
    if (operation.later()) {
      statuses.addAll(List.of(404, 501));
    } else if (operation.path().contains("{")) {
      statuses.add(404);
    }
    return statuses;
  }

  private static Map<String, Object> success(Operation operation, boolean paged) {
    var headers = new LinkedHashMap<String, Object>();
    headers.put("X-Request-ID", Components.header("X-Request-ID"));
    var names = new ArrayList<String>();
    if (paged) {
      names.addAll(List.of("X-Total-Count", "Link"));
    }
    if (operation.success() == 201 || operation.success() / 100 == 3) {
      names.add("Location");
    }
    names.forEach(name -> headers.put(name, Components.header(name)));
    var response = new LinkedHashMap<String, Object>();
    response.put("description", "done");
    response.put("headers", headers);
    var content = content(operation.answer());
    if (content != null) {
      response.put("content", content);
    }
    return response;
  }

  private static @Nullable Map<String, Object> content(String answer) {
    return switch (answer) {
      case "" -> null;
      case "bytes" -> Ordered.of("application/octet-stream", Ordered.of("schema", Map.of()));
      case "text" -> Ordered.of("text/plain", Ordered.of("schema", Forms.type("string")));
      default -> Ordered.of("application/json", Ordered.of("schema", Forms.type(answer)));
    };
  }
}
