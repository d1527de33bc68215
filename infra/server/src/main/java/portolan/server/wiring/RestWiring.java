package portolan.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import portolan.command.edge.session.AuthProxyEndpoint;
import portolan.command.edge.session.OidcEndpoint;
import portolan.command.edge.session.SessionEndpoint;
import portolan.command.edge.session.SigningIn;
import portolan.command.edge.token.ExchangeEndpoint;
import portolan.command.edge.token.TokenEndpoint;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.ApiGate;
import portolan.edge.api.Labels;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.contract.ContractEndpoint;
import portolan.edge.contract.LaterOperations;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Callers;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.session.Sessions;
import portolan.query.edge.api.system.ConfigurationsEndpoint;
import portolan.query.edge.api.system.CurrentUserEndpoint;
import portolan.query.edge.api.system.PermissionsEndpoint;
import portolan.query.edge.api.system.SystemEndpoint;
import portolan.query.edge.api.system.SystemFacts;
import portolan.query.edge.api.system.VolumesEndpoint;
import portolan.server.configuration.Settings;

/// The REST API and the token service, as WebFlux controllers.
@Configuration(proxyBeanMethods = false)
@Import({
  TokenEndpoint.class,
  ExchangeEndpoint.class,
  ConfigurationsEndpoint.class,
  CurrentUserEndpoint.class,
  SessionEndpoint.class,
  OidcEndpoint.class,
  AuthProxyEndpoint.class,
  PermissionsEndpoint.class,
  SystemEndpoint.class,
  VolumesEndpoint.class
})
public class RestWiring {
  private static final String CONTROLLERS = "requestMappingHandlerMapping";

  @Bean
  ApiConventions apiConventions() {
    return new ApiConventions();
  }

  @Bean
  ApiGate apiGate(Callers callers) {
    return new ApiGate(callers);
  }

  @Bean
  LaterOperations laterOperations(
      @Qualifier(CONTROLLERS) RequestMappingHandlerMapping mapping,
      Projects projects,
      Access access) {
    var operations = new LaterOperations(projects, access);
    operations.register(mapping);
    return operations;
  }

  @Bean
  ContractEndpoint contractEndpoint(
      @Qualifier(CONTROLLERS) RequestMappingHandlerMapping mapping, SystemFacts facts) {
    return new ContractEndpoint(mapping, facts.version());
  }

  @Bean
  SigningIn signingIn(Commands commands, Sessions sessions, Clock clock) {
    return new SigningIn(commands, sessions, clock);
  }

  @Bean
  ApiErrors apiErrors() {
    return new ApiErrors();
  }

  @Bean
  Places places(Queries queries) {
    return new Places(queries);
  }

  @Bean
  Projects projects(Queries queries, Access access) {
    return new Projects(queries, access);
  }

  @Bean
  Labels labels(Queries queries, Projects projects, Access access) {
    return new Labels(queries, projects, access);
  }

  /// The version is that of the API spoken here, since clients decide by it what they may ask.
  @Bean
  SystemFacts systemFacts(Settings settings) {
    var driver = settings.blobs().driver().name().toLowerCase(Locale.ROOT);
    return new SystemFacts(
        "v2.13.0-portolan", driver, Optional.ofNullable(settings.tls().authority()));
  }

  @Bean
  VolumesEndpoint.Volumes volumes(Settings settings) {
    var data = settings.data().toAbsolutePath();
    return () -> onDisk(settings) ? List.of(volume(data)) : List.of();
  }

  private static boolean onDisk(Settings settings) {
    return settings.blobs().driver() == Settings.Blobs.Driver.FILESYSTEM;
  }

  private static VolumesEndpoint.Volume volume(Path folder) {
    try {
      var store = Files.getFileStore(folder);
      return new VolumesEndpoint.Volume(store.getTotalSpace(), store.getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
