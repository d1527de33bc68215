package portolan.server.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All settings as a list, read from [Settings].
public final class Catalogue {
  public static final List<Setting> SETTINGS = settings("portolan", Settings.class).toList();

  private Catalogue() {}

  /// One setting.
  ///
  /// @param key such as `portolan.external-url`
  /// @param otherwise its default, in words where it is not a fixed value
  public record Setting(String key, String otherwise, String meaning) {

    /// Its environment variable, such as `PORTOLAN_EXTERNAL_URL`.
    public String variable() {
      return Catalogue.variable(key);
    }

    boolean isCalled(String name) {
      return name.equals(key) || name.equals(variable());
    }

    /// Its line in the table of `docs/configuration.md`.
    public String row() {
      return "| `%s` | `%s` | %s | %s |".formatted(key, variable(), otherwise, meaning);
    }
  }

  /// The environment variable of a key.
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /// A key or variable of one element of a list, as that of the list.
  static String withoutIndex(String name) {
    return name.replaceFirst("(\\[\\d+])$|(_\\d+)$", "");
  }

  private static Stream<Setting> settings(String prefix, Class<?> type) {
    return Stream.of(canonical(type).getParameters())
        .flatMap(parameter -> settings(prefix, parameter));
  }

  private static Stream<Setting> settings(String prefix, Parameter parameter) {
    var key = prefix + "." + kebab(parameter.getName());
    var meaning = parameter.getAnnotation(Meaning.class);
    return meaning == null
        ? settings(key, parameter.getType())
        : Stream.of(new Setting(key, otherwise(parameter, meaning), meaning.value()));
  }

  private static String otherwise(Parameter parameter, Meaning meaning) {
    var fixed = parameter.getAnnotation(DefaultValue.class);
    if (fixed != null && fixed.value().length > 0) {
      return "`" + String.join(",", fixed.value()) + "`";
    }
    return meaning.otherwise().isEmpty() ? "none" : meaning.otherwise();
  }

  private static Constructor<?> canonical(Class<?> type) {
    return type.getDeclaredConstructors()[0];
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z]+)", "-$1").toLowerCase(Locale.ROOT);
  }
}
