package portolan.server.operations;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import portolan.server.Console;
import portolan.server.configuration.Settings;

/// What operators look at.
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

  @Bean
  RouterFunction<ServerResponse> probes() {
    return RouterFunctions.route().GET("/livez", _ -> ServerResponse.ok().bodyValue("ok")).build();
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> readyLine(
      ReactiveWebServerApplicationContext context, Settings settings) {
    return _ -> {
      var server = context.getWebServer();
      var port = server == null ? settings.port() : server.getPort();
      Console.say("Portolan is ready at " + settings.address(port));
    };
  }
}
