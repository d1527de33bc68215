package portolan.server;

import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Configuration;
import portolan.server.configuration.Settings;
import portolan.server.configuration.SettingsCheck;
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
    try {
      var settings = settings(arguments);
      return switch (tool) {
        case "doctor" -> new Doctor(settings, Console::say).examine() ? 0 : 1;
        case "rebuild" -> Rebuilding.run(settings) ? 0 : 1;
        case "rehearse" -> {
          new Rehearsal(settings, Console::say).play();
          yield 0;
        }
        default ->
            throw new CannotStart(
                "There is no tool " + tool + ".", "./portolan help lists the commands.");
      };
    } catch (CannotStart e) {
      Console.complain(e.sentence());
      return 1;
    }
  }

  private static Settings settings(List<String> arguments) {
    var application = new SpringApplication(Nothing.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(new SettingsCheck());
    try (var context = application.run(arguments.toArray(String[]::new))) {
      return Binder.get(context.getEnvironment()).bindOrCreate("portolan", Settings.class);
    } catch (CannotStart e) {
      // Said already, see StartFailure.
      System.exit(1);
      throw e;
    } catch (RuntimeException e) {
      throw new CannotStart(StartFailure.sentence(e), "");
    }
  }
}
