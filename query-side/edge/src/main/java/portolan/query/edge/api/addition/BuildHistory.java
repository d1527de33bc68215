package portolan.query.edge.api.addition;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// How an image was built, step by step, as its config tells.
///
/// Source: OCI image-spec, image configuration, `history`.
final class BuildHistory {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private BuildHistory() {}

  /// Null in JSON when the config has no history.
  static Addition of(JsonNode config) {
    var history = config.path("history");
    if (!history.isArray()) {
      return Addition.json("null");
    }
    var steps = MAPPER.createArrayNode();
    history.forEach(step -> add(step, steps));
    return Addition.json(steps.toString());
  }

  private static void add(JsonNode step, ArrayNode steps) {
    var shown = steps.addObject();
    for (var name : new String[] {"created", "created_by", "author", "comment"}) {
      var value = step.path(name);
      if (value.isString() && !value.asString().isEmpty()) {
        shown.set(name, value);
      }
    }
    if (step.path("empty_layer").asBoolean(false)) {
      shown.put("empty_layer", true);
    }
  }
}
