package portolan.server.configuration;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import portolan.server.CannotStart;

/// Reads all settings, and refuses what none of them can be.
public final class SettingsReader {
  private SettingsReader() {}

  /// @throws CannotStart when a value cannot be read, or cannot hold
  public static Settings read(Environment environment) {
    try {
      var settings = Binder.get(environment).bindOrCreate("portolan", Settings.class);
      Limits.check(settings);
      return settings;
    } catch (BindException e) {
      throw unreadable(e);
    }
  }

  private static CannotStart unreadable(BindException e) {
    var property = e.getProperty();
    var key = Catalogue.withoutIndex(e.getName().toString());
    return Limits.refused(
        key,
        property == null ? "not readable" : String.valueOf(property.getValue()),
        form(single(e.getTarget().getType()).toClass()));
  }

  private static ResolvableType single(ResolvableType type) {
    return type.hasGenerics() ? type.getGeneric() : type;
  }

  private static String form(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(value -> value.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Duration.class) {
      return "a time such as 60s, 30m or 24h";
    }
    return type == DataSize.class ? "a size such as 16KB or 4MB" : "readable";
  }
}
