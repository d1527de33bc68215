package portolan.query.edge.api.addition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import portolan.language.refusal.Refusal;
import tools.jackson.databind.json.JsonMapper;

/// What a chart's archive holds: its values, its readme, and what it depends on.
final class ChartAdditions {
  static final Set<String> KNOWN = Set.of("values.yaml", "readme.md", "dependencies");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String VALUES = "values.yaml";
  private static final String README = "readme.md";
  private static final String CHART = "chart.yaml";
  private static final String REQUIREMENTS = "requirements.yaml";
  private static final List<String> OF_DEPENDENCY =
      List.of("name", "version", "repository", "condition", "tags", "alias");

  private ChartAdditions() {}

  static Addition of(byte[] archive, String addition) {
    return switch (addition) {
      case VALUES -> new Addition("text/plain; charset=utf-8", file(archive, VALUES));
      case README -> new Addition("text/markdown; charset=utf-8", file(archive, README));
      default -> dependencies(archive);
    };
  }

  private static byte[] file(byte[] archive, String name) {
    return files(archive, Set.of(name)).getOrDefault(name, new byte[0]);
  }

  /// Charts of the first version have a file of their own for them.
  private static Addition dependencies(byte[] archive) {
    var files = files(archive, Set.of(CHART, REQUIREMENTS));
    for (var name : List.of(CHART, REQUIREMENTS)) {
      var listed = yaml(files.get(name)).get("dependencies");
      if (listed instanceof List<?> all && !all.isEmpty()) {
        var shown = all.stream().map(ChartAdditions::dependency).toList();
        return Addition.json(MAPPER.writeValueAsString(shown));
      }
    }
    return Addition.json("null");
  }

  private static Map<String, Object> dependency(@Nullable Object listed) {
    var shown = new LinkedHashMap<String, Object>();
    if (listed instanceof Map<?, ?> fields) {
      for (var name : OF_DEPENDENCY) {
        var value = fields.get(name);
        if (value != null) {
          shown.put(name, value instanceof List<?> ? value : value.toString());
        }
      }
    }
    shown.putIfAbsent("name", "");
    shown.putIfAbsent("repository", "");
    return shown;
  }

  /// An empty map for what is absent or no map. Only plain values are made, and few aliases taken.
  private static Map<?, ?> yaml(byte @Nullable [] file) {
    if (file == null) {
      return Map.of();
    }
    try {
      var read =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(new String(file, StandardCharsets.UTF_8));
      return read instanceof Map<?, ?> map ? map : Map.of();
    } catch (YAMLException e) {
      throw unreadable("its Chart.yaml is not YAML");
    }
  }

  private static Map<String, byte[]> files(byte[] archive, Set<String> names) {
    try {
      return ChartArchive.files(archive, names);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static RuntimeException unreadable(String why) {
    return new Refusal.ParameterInvalid("addition", "the chart cannot be read: " + why)
        .asException();
  }
}
