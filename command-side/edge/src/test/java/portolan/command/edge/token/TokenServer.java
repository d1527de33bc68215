package portolan.command.edge.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.edge.access.Access;
import portolan.edge.api.ApiConventions;
import portolan.edge.api.ApiGate;
import portolan.edge.configuration.Configurations;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Callers;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.SharedCounts;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Queries;
import portolan.edge.token.HeldKeys;
import portolan.edge.token.KeyRing;
import portolan.edge.token.Tokens;
import portolan.language.access.Grant;
import portolan.language.access.Holding;
import portolan.language.access.Role;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveRoles;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.language.user.Account;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A real server with the token service, for the accounts `admin`, `dan` (developer in `pa`) and
/// the robots `ci` (pushes to `pa`) and `off`, all with the secret [#SECRET]; `pub` is public.
final class TokenServer implements AutoCloseable {
  static final String SECRET = "Secret-Word-1";

  final HeldKeys keys = new HeldKeys(KeyRing.generate(Instant.now()));
  final Tokens tokens = new Tokens(keys, Duration.ofMinutes(30), Clock.systemUTC());
  private final Passwords passwords = new Passwords(1);
  private final DisposableServer server;

  TokenServer() {
    Queries facts = new Facts(facts());
    var hash = passwords.hash(new Secret(SECRET)).block().value();
    var signIns = new SignIns(new OneSecret(hash), passwords, 1000, SharedCounts.NONE);
    var callers = new Callers(facts, signIns, tokens, EdgeSettings.DEFAULT, Clock.systemUTC());
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(ApiGate.class, () -> new ApiGate(callers));
    context.registerBean(
        TokenEndpoint.class,
        () ->
            new TokenEndpoint(tokens, keys, facts, new Access(facts), Configurations.untouched()));
    context.register(Web.class, ApiErrors.class, ApiConventions.class);
    context.refresh();
    var handler = WebHttpHandlerBuilder.applicationContext(context).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.disposeNow();
    passwords.close();
  }

  private static Map<Query<?>, Object> facts() {
    var facts = new HashMap<Query<?>, Object>();
    facts.put(new ResolveAccount("admin"), Optional.of(account(1, "admin", true)));
    facts.put(new ResolveAccount("dan"), Optional.of(account(7, "dan", false)));
    facts.put(new ResolveRobot("ci"), Optional.of(robot("ci", false)));
    facts.put(new ResolveRobot("off"), Optional.of(robot("off", true)));
    facts.put(new ResolveProject(new ProjectName("pa")), project(1, "pa", false));
    facts.put(new ResolveProject(new ProjectName("pb")), project(2, "pb", false));
    facts.put(new ResolveProject(new ProjectName("pub")), project(3, "pub", true));
    facts.put(
        new ResolveRoles(new ProjectId(1), new UserId(7)), Set.of(Holding.of(Role.DEVELOPER)));
    return facts;
  }

  private static Account account(int id, String name, boolean administrator) {
    return new Account(new UserId(id), name, administrator);
  }

  private static RobotAccount robot(String name, boolean off) {
    var grant = new Grant("project", "pa", Set.of(Access.PULL, Access.PUSH), new ProjectId(1));
    return new RobotAccount(new RobotId(4), name, null, off, -1, List.of(grant));
  }

  private static Optional<ProjectRef> project(int id, String name, boolean open) {
    return Optional.of(
        new ProjectRef(new ProjectId(id), new ProjectName(name), open, Instant.EPOCH));
  }

  private record Facts(Map<Query<?>, Object> known) implements Queries {
    @Override
    @SuppressWarnings("unchecked")
    public <R> Mono<R> ask(Query<R> query) {
      var unknown = query instanceof ResolveRoles ? Set.of() : Optional.empty();
      return Mono.just((R) known.getOrDefault(query, unknown));
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
