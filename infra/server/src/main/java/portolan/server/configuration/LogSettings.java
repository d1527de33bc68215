package portolan.server.configuration;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Hands our settings about logs to Spring Boot, which sets up logging before anything else: JSON
/// lines into a file, or to the console where the surroundings collect them.
public final class LogSettings implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var toConsole = "console".equals(environment.getProperty("portolan.logs.to"));
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "portolan logs",
                toConsole
                    ? Map.of("logging.structured.format.console", "logstash")
                    : Map.of(
                        "logging.structured.format.file", "logstash",
                        "logging.file.name",
                            environment.getProperty("portolan.data", "data") + "/log/portolan.log",
                        "logging.threshold.console", "off")));
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
