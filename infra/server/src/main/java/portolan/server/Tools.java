package portolan.server;

import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import portolan.server.configuration.Settings;
import portolan.server.configuration.SettingsCheck;
import portolan.server.configuration.SettingsReader;
import portolan.server.rehearsal.Rehearsal;
import portolan.server.tool.Doctor;
import portolan.server.wiring.Rebuilding;

/// The tools that are called beside the server, with the settings of the server.
final class Tools {
  private Tools() {}

  /// Nothing but the settings is wanted of Spring here.
  @Configuration(proxyBeanMethods = false)
  static class Nothing {}

  /// Runs a tool to its end.
  ///
  /// @return the exit code, 0 when all is well
  static int run(String tool, List<String> arguments) {
    return environment(arguments).map(it -> run(tool, it)).orElse(false) ? 0 : 1;
  }

  private static boolean run(String tool, Environment environment) {
    try {
      return run(tool, SettingsReader.read(environment));
    } catch (CannotStart e) {
      Console.complain(e.sentence());
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Tools.class).error("{} failed", tool, e);
      Console.complain(
          "%s was broken off: %s. The log has more; `./portolan doctor` looks for the cause."
              .formatted(tool, StartFailure.reason(e)));
    }
    return false;
  }

  private static boolean run(String tool, Settings settings) {
    return switch (tool) {
      case "doctor" -> new Doctor(settings, Console::say).examine();
      case "rebuild" -> Rebuilding.run(settings);
      case "rehearse" -> {
        new Rehearsal(settings, Console::say).play();
        yield true;
      }
      default ->
          throw new CannotStart(
              "There is no tool " + tool + ".", "./portolan help lists the commands.");
    };
  }

  /// @return empty when something is wrong with it, which has been said then, see [StartFailure]
  private static Optional<Environment> environment(List<String> arguments) {
    var application = new SpringApplication(Nothing.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(new SettingsCheck());
    try (var context = application.run(arguments.toArray(String[]::new))) {
      return Optional.of(context.getEnvironment());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
