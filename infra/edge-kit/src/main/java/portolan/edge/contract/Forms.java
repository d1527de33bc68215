package portolan.edge.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.language.configuration.Setting;

/// The forms of answers, `schemas.txt`, as JSON Schema.
final class Forms {
  private static final String OR_NULL = " or null";

  private Forms() {}

  /// All of them by name, and those that follow from the settings.
  static Map<String, Object> all() {
    var forms = new LinkedHashMap<String, Object>();
    var fields = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var line : Operations.lines("schemas.txt")) {
      if (!line.startsWith(" ")) {
        fields = new LinkedHashMap<>();
        required = new ArrayList<>();
        forms.put(line.strip(), object(fields, required));
      } else {
        var words = line.strip().split(" +", 2);
        boolean always = !words[0].endsWith("?");
        var name = always ? words[0] : words[0].substring(0, words[0].length() - 1);
        fields.put(name, type(words[1]));
        if (always) {
          required.add(name);
        }
      }
    }
    forms.put("Configurations", object(settings(false), List.of()));
    forms.put("ConfigurationsResponse", object(settings(true), List.of()));
    return forms;
  }

  /// A type as the table and the forms write it.
  static Map<String, Object> type(String text) {
    if (text.endsWith(OR_NULL)) {
      return orNull(type(text.substring(0, text.length() - OR_NULL.length())));
    }
    if (text.endsWith("[]")) {
      return Ordered.of("type", "array", "items", type(text.substring(0, text.length() - 2)));
    }
    if (text.startsWith("map<string,")) {
      var of = text.substring("map<string,".length(), text.length() - 1);
      return Ordered.of("type", "object", "additionalProperties", type(of));
    }
    return switch (text) {
      case "any" -> Ordered.of();
      case "string", "integer", "number", "boolean", "object" -> Ordered.of("type", text);
      case "time" -> Ordered.of("type", "string", "format", "date-time");
      default -> Ordered.of("$ref", "#/components/schemas/" + text);
    };
  }

  private static Map<String, Object> orNull(Map<String, Object> type) {
    return Ordered.of("anyOf", List.of(type, Ordered.of("type", "null")));
  }

  /// An object without further fields.
  private static Map<String, Object> object(Map<String, Object> fields, List<String> required) {
    var object = new LinkedHashMap<String, Object>();
    object.put("type", "object");
    object.put("properties", fields);
    object.put("required", required);
    return object;
  }

  private static Map<String, Object> settings(boolean shown) {
    var fields = new LinkedHashMap<String, Object>();
    for (var setting : Setting.values()) {
      var type = type(setting);
      fields.put(setting.key(), shown ? item(type) : type);
    }
    if (shown) {
      fields.put("scan_all_policy", Ordered.of("type", "object"));
    }
    return fields;
  }

  private static Map<String, Object> item(Map<String, Object> value) {
    return object(
        Ordered.of("value", value, "editable", Ordered.of("type", "boolean")),
        List.of("value", "editable"));
  }

  private static Map<String, Object> type(Setting setting) {
    return switch (setting.kind()) {
      case TEXT -> type("string");
      case SECRET -> Ordered.of("type", "string", "format", "password");
      case NUMBER -> type("integer");
      case TRUTH -> type("boolean");
    };
  }
}
