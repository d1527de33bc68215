package portolan.server.configuration;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.PathResource;
import portolan.server.CannotStart;

/// Reads the file with further settings. One that was named must be there, and nothing in a file is
/// passed over.
public final class ConfigFile implements EnvironmentPostProcessor, Ordered {
  private static final String ROOT = "portolan";
  private static final Path USUAL = Path.of("portolan.yaml");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var named = environment.getProperty("portolan.config-file", "");
    var file = named.isEmpty() ? USUAL : Path.of(named);
    if (!named.isEmpty() || Files.exists(file)) {
      read(file).forEach(environment.getPropertySources()::addLast);
    }
  }

  private static Iterable<PropertySource<?>> read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new FileNotFoundException("there is no such file");
      }
      var sources = new YamlPropertySourceLoader().load(file.toString(), new PathResource(file));
      sources.forEach(source -> requireOurs(file, source));
      return sources;
    } catch (IOException e) {
      throw unreadable(file, CannotStart.why(e), e);
    } catch (CannotStart e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(file, "it is no YAML: " + place(e), e);
    }
  }

  private static void requireOurs(Path file, PropertySource<?> source) {
    for (var key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
      var empty = key.equals(ROOT) && String.valueOf(source.getProperty(key)).isEmpty();
      if (!empty && !key.startsWith(ROOT + ".")) {
        throw new CannotStart(
            "The file with settings, %s, has %s outside of portolan.".formatted(file, key),
            "Write every setting below `portolan:`, as docs/configuration.md shows.");
      }
    }
  }

  // YAML's complaint has many lines, of which the last but a picture says what and where.
  private static String place(RuntimeException e) {
    return String.join(
        " ",
        String.valueOf(e.getMessage())
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("^"))
            .limit(4)
            .toList());
  }

  private static CannotStart unreadable(Path file, String why, Throwable cause) {
    return new CannotStart(
        "The file with settings, %s, cannot be read (%s).".formatted(file, why),
        "Correct it, or name another with --config (PORTOLAN_CONFIG_FILE).",
        cause);
  }

  /// Before the logs are set up, which may be set in the file.
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE - 1;
  }
}
