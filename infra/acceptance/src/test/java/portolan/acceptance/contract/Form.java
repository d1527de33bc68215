package portolan.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Holds JSON beside the form that is declared for it. Strict: a field that the form does not name
/// is a mistake.
record Form(JsonNode document) {

  /// What is wrong, each with where; empty when all is as declared.
  List<String> mistakes(JsonNode value, JsonNode form, String where) {
    if (form.has("$ref")) {
      return mistakes(value, document.at(form.path("$ref").asString().substring(1)), where);
    }
    if (form.has("anyOf")) {
      boolean fits =
          form.path("anyOf").valueStream().anyMatch(it -> mistakes(value, it, where).isEmpty());
      return fits ? List.of() : mistakes(value, form.path("anyOf").path(0), where);
    }
    return switch (form.path("type").asString("any")) {
      case "any" -> List.of();
      case "object" -> ofObject(value, form, where);
      case "array" -> ofArray(value, form, where);
      case "string" -> unless(value.isString(), "text", value, where);
      case "integer" -> unless(value.isIntegralNumber(), "a whole number", value, where);
      case "number" -> unless(value.isNumber(), "a number", value, where);
      case "boolean" -> unless(value.isBoolean(), "true or false", value, where);
      case "null" -> unless(value.isNull(), "null", value, where);
      default -> List.of(where + ": the form has a type that is none");
    };
  }

  private List<String> ofArray(JsonNode value, JsonNode form, String where) {
    if (!value.isArray()) {
      return unless(false, "a list", value, where);
    }
    return value
        .valueStream()
        .flatMap(it -> mistakes(it, form.path("items"), where + "[]").stream())
        .distinct()
        .toList();
  }

  private List<String> ofObject(JsonNode value, JsonNode form, String where) {
    if (!value.isObject()) {
      return unless(false, "an object", value, where);
    }
    var mistakes = new ArrayList<String>();
    form.path("required")
        .valueStream()
        .map(JsonNode::asString)
        .filter(it -> !value.has(it))
        .forEach(it -> mistakes.add(where + "." + it + ": is left out"));
    value.forEachEntry(
        (name, field) -> field(name, field, form, where + "." + name).forEach(mistakes::add));
    return mistakes;
  }

  private Stream<String> field(String name, JsonNode field, JsonNode form, String where) {
    if (form.path("properties").has(name)) {
      return mistakes(field, form.path("properties").path(name), where).stream();
    }
    if (form.has("additionalProperties")) {
      return mistakes(field, form.path("additionalProperties"), where).stream();
    }
    return form.has("properties") ? Stream.of(where + ": is not declared") : Stream.of();
  }

  private static List<String> unless(boolean fits, String wanted, JsonNode value, String where) {
    return fits ? List.of() : List.of("%s: %s is not %s".formatted(where, value, wanted));
  }
}
