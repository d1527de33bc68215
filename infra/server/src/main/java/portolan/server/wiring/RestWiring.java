package portolan.server.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import portolan.command.edge.token.TokenEndpoint;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.ApiGate;
import portolan.edge.api.Projects;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Callers;
import portolan.edge.message.Queries;

/// The REST API and the token service, as WebFlux controllers.
@Configuration(proxyBeanMethods = false)
@Import(TokenEndpoint.class)
public class RestWiring {

  @Bean
  ApiConventions apiConventions() {
    return new ApiConventions();
  }

  @Bean
  ApiGate apiGate(Callers callers) {
    return new ApiGate(callers);
  }

  @Bean
  ApiErrors apiErrors() {
    return new ApiErrors();
  }

  @Bean
  Projects projects(Queries queries, Access access) {
    return new Projects(queries, access);
  }
}
