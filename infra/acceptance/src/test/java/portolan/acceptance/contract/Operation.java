package portolan.acceptance.contract;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An operation as the registry describes it.
record Operation(String method, String path, JsonNode entry) {

  String id() {
    return entry.path("operationId").asString();
  }

  boolean later() {
    return entry.path("x-later").asBoolean(false);
  }

  /// What is asked for it, as `resource:action`; empty where no permission is.
  Optional<String> permission() {
    var who = entry.path("x-who");
    var permission = who.path("permission").asString("");
    if (permission.isEmpty()) {
      permission =
          who.path("of")
              .valueStream()
              .map(it -> it.path("permission").asString(""))
              .filter(it -> !it.isEmpty())
              .findFirst()
              .orElse("");
    }
    return Optional.of(permission).filter(it -> !it.isEmpty());
  }

  boolean declares(int status) {
    return entry.path("responses").has(Integer.toString(status));
  }

  /// The form of the JSON in an answer; empty when it has no JSON.
  Optional<JsonNode> form(int status) {
    return Optional.of(
            entry
                .path("responses")
                .path(Integer.toString(status))
                .path("content")
                .path("application/json")
                .path("schema"))
        .filter(JsonNode::isObject);
  }

  /// The parameters in a place: `path`, `query` or `header`.
  List<JsonNode> parameters(String place) {
    return entry
        .path("parameters")
        .valueStream()
        .filter(it -> it.path("in").asString().equals(place))
        .toList();
  }

  /// The form of the JSON that it takes.
  Optional<JsonNode> body() {
    return Optional.of(
            entry.path("requestBody").path("content").path("application/json").path("schema"))
        .filter(JsonNode::isObject);
  }

  boolean lists(String parameter) {
    return parameters("query").stream()
        .anyMatch(it -> it.path("name").asString().equals(parameter));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
