package portolan.server;

import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Import;
import portolan.server.configuration.SettingsCheck;
import portolan.server.connection.CacheConfiguration;
import portolan.server.connection.DatabaseConfiguration;
import portolan.server.operations.OperationsConfiguration;
import portolan.server.web.WebConfiguration;
import portolan.server.wiring.Wiring;

/// The program. Everything it consists of is named here or below; nothing is scanned for, so that
/// it starts quickly and a reader finds every part.
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
  DatabaseConfiguration.class,
  CacheConfiguration.class,
  WebConfiguration.class,
  OperationsConfiguration.class,
  Wiring.class
})
@ImportAutoConfiguration({
  ApplicationAvailabilityAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  CodecsAutoConfiguration.class,
  WebFluxAutoConfiguration.class
})
public class PortolanServer {

  /// @param arguments settings; a first one without dashes names a tool in place of the server
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0 && !arguments[0].startsWith("-")) {
      System.exit(Tools.run(arguments[0], List.of(arguments).subList(1, arguments.length)));
    }
    var stop = Stop.onSignals();
    try {
      stop.await(application().run(arguments));
      System.exit(0);
    } catch (RuntimeException e) {
      // The sentence has been printed, see StartFailure.
      System.exit(1);
    }
  }

  /// The program, not yet started.
  public static SpringApplication application() {
    var application = new SpringApplication(PortolanServer.class);
    application.setWebApplicationType(WebApplicationType.REACTIVE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(new SettingsCheck(), new Beginning());
    return application;
  }
}
