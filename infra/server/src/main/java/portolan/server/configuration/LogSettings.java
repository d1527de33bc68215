package portolan.server.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Hands our settings about logs to Spring Boot, which sets up logging before anything else: JSON
/// lines into a file, or to the console where the surroundings collect them.
///
/// Where no file can be written there is no log, and the start says soon what is wrong with the
/// folder. Tools make no folder for it.
public final class LogSettings implements EnvironmentPostProcessor, Ordered {
  private static final Map<String, Object> NOWHERE = Map.of("logging.threshold.console", "off");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var level = environment.getProperty("portolan.logs.level", "info").toLowerCase(Locale.ROOT);
    Limits.oneOf("portolan.logs.level", level, "error", "warn", "info", "debug");
    var data = Path.of(environment.getProperty("portolan.data", "data"));
    var isTool = application.getWebApplicationType() == WebApplicationType.NONE;
    var toConsole = "console".equalsIgnoreCase(environment.getProperty("portolan.logs.to"));
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "portolan logs",
                toConsole
                    ? Map.of("logging.structured.format.console", "logstash")
                    : intoFile(data, isTool)));
  }

  private static Map<String, Object> intoFile(Path data, boolean isTool) {
    var file = data.resolve("log/portolan.log");
    if (isTool && !Files.isDirectory(data) || !canWrite(file)) {
      return NOWHERE;
    }
    return Map.of(
        "logging.structured.format.file", "logstash",
        "logging.file.name", file.toString(),
        "logging.threshold.console", "off");
  }

  private static boolean canWrite(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
