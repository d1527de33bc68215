package portolan.command.edge.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.ApiGate;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Callers;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.Newcomers;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.SharedCounts;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.message.Sender;
import portolan.edge.token.HeldKeys;
import portolan.edge.token.KeyRing;
import portolan.edge.token.Tokens;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.FindMembers;
import portolan.language.project.FindProjectSettings;
import portolan.language.project.ResolveRoles;
import portolan.language.robot.RobotId;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A real server with the operations that change something, over known facts; notes the commands
/// that it would send.
final class ApiServer implements AutoCloseable {
  static final String SECRET = "Secret-Word-1";
  static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final Map<Query<?>, Object> facts = new HashMap<>();
  final Map<Class<?>, Object> answers = new HashMap<>();
  final List<Command<?>> sent = new CopyOnWriteArrayList<>();
  private final Passwords passwords = new Passwords(1);
  private final DisposableServer server;

  ApiServer() {
    var queries = new Facts();
    var credentials = new OneSecret(passwords.hash(new Secret(SECRET)).block().value());
    var signIns = new SignIns(credentials, passwords, 1000, SharedCounts.NONE);
    var tokens =
        new Tokens(new HeldKeys(KeyRing.generate(NOW)), Duration.ofMinutes(30), Clock.systemUTC());
    var callers = new Callers(queries, signIns, tokens, EdgeSettings.DEFAULT, Clock.systemUTC());
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(Queries.class, () -> queries);
    context.registerBean(Commands.class, Sent::new);
    context.registerBean(Passwords.class, () -> passwords);
    context.registerBean(Credentials.class, () -> credentials);
    context.registerBean(SignIns.class, () -> signIns);
    context.registerBean(EdgeSettings.class, () -> EdgeSettings.DEFAULT);
    context.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
    context.registerBean(SecretRule.class, () -> new SecretRule(new SecureRandom()));
    context.registerBean(Configurations.class, Configurations::untouched);
    context.registerBean(Newcomers.class, () -> (_, _) -> Mono.just(Optional.empty()));
    context.registerBean(ApiGate.class, () -> new ApiGate(callers));
    context.register(Web.class, ApiErrors.class, ApiConventions.class);
    context.register(
        Access.class,
        Projects.class,
        Places.class,
        Artifacts.class,
        Nominees.class,
        RobotRights.class);
    context.register(
        ArtifactEndpoint.class,
        MemberEndpoint.class,
        MetadataEndpoint.class,
        PasswordEndpoint.class,
        ProjectEndpoint.class,
        QuotaEndpoint.class,
        RepositoryEndpoint.class,
        RobotEndpoint.class,
        UserEndpoint.class);
    context.refresh();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(
                    WebHttpHandlerBuilder.applicationContext(context).build()))
            .bindNow();
  }

  /// @param who empty for nobody
  HttpResponse<String> call(String who, String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v2.0" + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!who.isEmpty()) {
      var basic = (who + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.disposeNow();
    passwords.close();
  }

  private final class Facts implements Queries {
    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> ask(Query<R> query) {
      Object unknown =
          switch (query) {
            case ResolveRoles _ -> Set.of();
            case FindProjectSettings _ -> Map.of();
            case FindMembers _ -> new Page<>(List.of(), 0);
            default -> Optional.empty();
          };
      return Mono.just((R) facts.getOrDefault(query, unknown));
    }
  }

  private final class Sent implements Commands {
    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> send(Command<R> command, Sender sender) {
      sent.add(command);
      return Mono.just((R) answers.getOrDefault(command.getClass(), Done.DONE));
    }
  }

  private record OneSecret(String hash) implements Credentials {
    @Override
    public Mono<Optional<String>> passwordHash(UserId user) {
      return Mono.just(Optional.of(hash));
    }

    @Override
    public Mono<Optional<String>> robotSecretHash(RobotId robot) {
      return Mono.just(Optional.of(hash));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebFlux
  static class Web {}
}
