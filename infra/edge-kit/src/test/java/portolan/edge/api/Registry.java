package portolan.edge.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import portolan.edge.error.ApiErrors;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Callers;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.SharedCounts;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Queries;
import portolan.edge.paging.ListHeaders;
import portolan.edge.token.KeyRing;
import portolan.edge.token.Tokens;
import portolan.language.list.PageRequest;
import portolan.language.message.Query;
import portolan.language.refusal.Refusal;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.language.user.Account;
import portolan.language.user.FindAccount;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A real server with the real edge and a few operations, for two accounts: `alice` and `robot$ci`,
/// both with the secret [#SECRET].
final class Registry implements AutoCloseable, Queries, Credentials {
  static final String SECRET = "Secret-Word-1";
  private static final Passwords PASSWORDS = new Passwords(1);
  private static final String HASH = PASSWORDS.hash(new Secret(SECRET)).block().value();

  final Map<Query<?>, Optional<?>> answers = new ConcurrentHashMap<>();
  final Tokens tokens;
  final DisposableServer server;
  volatile boolean broken;
  private final AnnotationConfigApplicationContext context;

  Registry(EdgeSettings settings) {
    var ring = KeyRing.generate(Instant.now());
    tokens = new Tokens(() -> ring, Duration.ofMinutes(30), Clock.systemUTC());
    answers.put(new ResolveAccount("alice"), Optional.of(ALICE));
    answers.put(new FindAccount(ALICE.id()), Optional.of(ALICE));
    answers.put(new ResolveRobot("ci"), Optional.of(robot(false, -1)));
    var signIns = new SignIns(this, PASSWORDS, settings.wrongSignIns(), SharedCounts.NONE);
    var callers = new Callers(this, signIns, tokens, settings, Clock.systemUTC());
    context = new AnnotationConfigApplicationContext();
    context.registerBean(ApiGate.class, () -> new ApiGate(callers));
    context.register(Web.class, ApiErrors.class, ApiConventions.class, Operations.class);
    context.refresh();
    HttpHandler handler = WebHttpHandlerBuilder.applicationContext(context).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .readTimeout(Duration.ofSeconds(2))
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
  }

  static final Account ALICE = new Account(new UserId(7), "alice", false);

  static RobotAccount robot(boolean disabled, long expiresAt) {
    return new RobotAccount(new RobotId(4), "ci", null, disabled, expiresAt, List.of());
  }

  @Override
  public void close() {
    server.disposeNow();
    context.close();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Mono<R> ask(Query<R> query) {
    return broken
        ? Mono.error(new IllegalStateException("connection refused: db.internal:5432"))
        : Mono.just((R) answers.getOrDefault(query, Optional.empty()));
  }

  @Override
  public Mono<Optional<String>> passwordHash(UserId user) {
    return Mono.just(Optional.of(HASH));
  }

  @Override
  public Mono<Optional<String>> robotSecretHash(RobotId robot) {
    return Mono.just(Optional.of(HASH));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebFlux
  static class Web {}

  /// What is asked in the tests.
  @RestController
  static class Operations {
    record Thing(String someName, int count, Instant madeAt, List<Part> parts) {}

    record Part(long size, boolean spare) {}

    @GetMapping({"/api/v2.0/whoami", "/v2/whoami"})
    Map<String, Object> whoami(Caller caller) {
      return Map.of(
          "name", caller.principal().name(),
          "wrong", caller.wrongCredentials(),
          "address", caller.address(),
          "url", caller.externalUrl().toString(),
          "by", caller.authentication());
    }

    @GetMapping("/api/v2.0/list")
    List<Integer> list(PageRequest page, ServerWebExchange exchange) {
      ListHeaders.write(exchange, page, 25);
      return List.of(page.page(), page.pageSize());
    }

    @PostMapping("/api/v2.0/things")
    Mono<ResponseEntity<Thing>> make(@RequestBody Mono<Thing> body) {
      return body.map(thing -> ResponseEntity.status(201).body(thing));
    }

    @GetMapping("/api/v2.0/things/{thing_id}")
    int thing(@PathVariable("thing_id") long thing_id, @RequestParam("why") String why) {
      return (int) thing_id;
    }

    @GetMapping("/api/v2.0/flags")
    List<Boolean> flags(
        @RequestParam(name = "with_detail", defaultValue = "true") boolean withDetail,
        @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
      return List.of(withDetail, isName);
    }

    @GetMapping("/api/v2.0/refused")
    Mono<Void> refused() {
      return Mono.error(new Refusal.ProjectUnknown("none").asException());
    }

    @GetMapping("/api/v2.0/broken")
    Mono<Void> broken() {
      return Mono.error(new IllegalStateException("select * from secret_table"));
    }
  }
}
