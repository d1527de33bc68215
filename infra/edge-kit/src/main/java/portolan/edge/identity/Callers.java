package portolan.edge.identity;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.edge.configuration.Configurations;
import portolan.edge.message.Queries;
import portolan.edge.session.Session;
import portolan.edge.session.SessionCookie;
import portolan.edge.session.Sessions;
import portolan.edge.token.TokenScope;
import portolan.edge.token.Tokens;
import portolan.edge.token.VerifiedToken;
import portolan.language.access.ActorKind;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.robot.ResolveRobot;
import portolan.language.robot.RobotAccount;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.ResolveWorkload;
import portolan.language.user.Account;
import portolan.language.user.FindAccount;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Finds out who calls: by Basic credentials of a user or a robot, or a workload's token in their
/// place, by a registry token (below `/v2` only), by a session (everywhere else), or nobody.
///
/// Whatever the proof, the account is looked up each time, so that a robot switched off or a user
/// deleted is nobody at the next request.
public final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
  private static final String REASON = "X-Portolan-Reason";
  private static final String KEEP_LIFETIME = "X-Harbor-No-Session-Renewal";

  /// How every token of ours begins: `{"` in base64.
  private static final String TOKEN_START = "eyJ";

  private final Queries queries;
  private final SignIns signIns;
  private final Tokens tokens;
  private final Surroundings surroundings;
  private final PeopleSignIns people;
  private final Configurations configurations;
  private final Optional<Sessions> sessions;
  private final Optional<IdTokens> idTokens;
  private final Clock clock;
  private volatile Consumer<Caller> onRobot = _ -> {};

  /// For a registry where nothing is ever set and nobody has a session.
  public Callers(
      Queries queries, SignIns signIns, Tokens tokens, EdgeSettings settings, Clock clock) {
    this(
        queries,
        signIns,
        new PeopleSignIns(queries, signIns, Configurations.untouched(), List.of()),
        tokens,
        settings,
        Configurations.untouched(),
        Optional.empty(),
        Optional.empty(),
        clock);
  }

  /// @param idTokens what an OIDC provider says of people who call the API
  /// @param sessions where people who signed in are remembered
  public Callers(
      Queries queries,
      SignIns signIns,
      PeopleSignIns people,
      Tokens tokens,
      EdgeSettings settings,
      Configurations configurations,
      Optional<Sessions> sessions,
      Optional<IdTokens> idTokens,
      Clock clock) {
    this.queries = queries;
    this.signIns = signIns;
    this.people = people;
    this.tokens = tokens;
    this.configurations = configurations;
    this.sessions = sessions;
    this.idTokens = idTokens;
    this.surroundings = new Surroundings(settings);
    this.clock = clock;
  }

  /// Who makes this request.
  ///
  /// Fails with [portolan.language.refusal.Refusal.TooManyAttempts] after too many wrong sign-ins
  /// and with [portolan.language.refusal.Refusal.Unavailable] when accounts cannot be read.
  public Mono<Caller> identify(ServerHttpRequest request) {
    var origin = origin(request);
    var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return configurations
        .now()
        .flatMap(_ ->
            header == null || header.isBlank()
                ? remembered(origin, request).map(who -> who.orElseGet(origin::nobody))
                : claimed(header, origin, request)
                    .map(who -> who.orElseGet(() -> origin.impostor(scheme(header)))))
        .onErrorMap(
            failure -> !(failure instanceof RefusedException),
            failure -> unavailable(failure, origin))
        .doOnNext(this::tell);
  }

  /// Tells somebody of every request that a robot makes from now on.
  public void onRobot(Consumer<Caller> listener) {
    onRobot = listener;
  }

  private void tell(Caller caller) {
    if (caller.principal() instanceof Principal.Robot) {
      onRobot.accept(caller);
    }
  }

  /// A session counts everywhere but in the registry protocol, whose clients have none.
  private Mono<Optional<Caller>> remembered(Origin origin, ServerHttpRequest request) {
    var id = SessionCookie.of(request);
    if (sessions.isEmpty() || id.isEmpty() || isRegistry(request)) {
      return Mono.just(Optional.empty());
    }
    boolean renew = !request.getHeaders().containsHeader(KEEP_LIFETIME);
    return sessions
        .get()
        .find(id.get(), renew)
        .flatMap(session -> session.map(this::account).orElseGet(() -> Mono.just(Optional.empty())))
        .map(account ->
            account.map(it -> origin.caller(Principal.User.of(it), Optional.empty(), "session")));
  }

  private Mono<Optional<Account>> account(Session session) {
    return queries
        .ask(new FindAccount(session.user()))
        .map(account -> account.filter(it -> !session.since().isBefore(it.sessionsSince())));
  }

  private Mono<Optional<Caller>> claimed(String header, Origin origin, ServerHttpRequest request) {
    return switch (scheme(header)) {
      case "basic" ->
          BasicHeader.parse(header.substring(6))
              .map(it ->
                  byExchanged(it.secret().value(), origin)
                      .flatMap(workload ->
                          workload.isPresent()
                              ? Mono.just(workload)
                              : signedIn(it, origin, ProgramDoors.open(request))))
              .orElseGet(() -> Mono.just(Optional.empty()));
      case "bearer" -> {
        var token = header.substring(7).strip();
        yield isRegistry(request) ? byToken(token, origin) : byIdToken(token, origin, request);
      }
      default -> Mono.just(Optional.empty());
    };
  }

  private Mono<Optional<Caller>> byToken(String token, Origin origin) {
    return tokens
        .verify(token)
        .map(it -> held(it, origin))
        .orElseGet(() -> Mono.just(Optional.empty()));
  }

  /// A workload whose client knows passwords only brings its token as one, under any name.
  private Mono<Optional<Caller>> byExchanged(String secret, Origin origin) {
    if (!secret.startsWith(TOKEN_START)) {
      return Mono.just(Optional.empty());
    }
    return tokens
        .verify(secret)
        .filter(token -> token.holder().kind() == ActorKind.WORKLOAD)
        .map(token -> held(token, origin))
        .orElseGet(() -> Mono.just(Optional.empty()));
  }

  /// A person's token of the identity provider counts where programs ask, and on no page.
  private Mono<Optional<Caller>> byIdToken(String token, Origin origin, ServerHttpRequest request) {
    var path = request.getURI().getRawPath();
    if (idTokens.isEmpty()
        || !(path.startsWith("/api/") || path.equals("/service/token"))
        || !configurations.latest().authMode().equals("oidc_auth")) {
      return Mono.just(Optional.empty());
    }
    return idTokens
        .get()
        .holder(token)
        .map(account ->
            account.map(it -> origin.caller(Principal.User.of(it), Optional.empty(), "bearer")));
  }

  private static String scheme(String header) {
    if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "basic";
    }
    return header.regionMatches(true, 0, "Bearer ", 0, 7) ? "bearer" : "none";
  }

  private Mono<Optional<Caller>> signedIn(BasicHeader basic, Origin origin, boolean program) {
    return robot(basic.name())
        .flatMap(robot ->
            robot.isPresent() || isRobotsAlone(basic.name())
                ? signedInRobot(robot, basic, origin)
                : signedInPerson(basic, origin, program))
        .map(who -> who.map(it -> origin.caller(it, Optional.empty(), "basic")));
  }

  /// A prefix that people's names may begin with too must not lock them out.
  private boolean isRobotsAlone(String name) {
    return name.startsWith(robotPrefix()) && name.contains("$");
  }

  private Mono<Optional<Principal>> signedInPerson(
      BasicHeader basic, Origin origin, boolean program) {
    return people
        .byBasic(basic.name(), basic.secret(), origin.nobody(), program)
        .map(account -> account.map(Principal.User::of));
  }

  private Mono<Optional<Principal>> signedInRobot(
      Optional<Principal> robot, BasicHeader basic, Origin origin) {
    return signIns
        .right(robot.map(Principal::actor), basic.name(), basic.secret(), origin.address())
        .map(right -> robot.filter(who -> right && usable(who)));
  }

  private Mono<Optional<Caller>> held(VerifiedToken token, Origin origin) {
    return holder(token)
        .map(holder ->
            holder
                .filter(this::usable)
                .map(who -> origin.caller(who, Optional.of(token.scope()), "bearer")));
  }

  private Mono<Optional<Principal>> holder(VerifiedToken token) {
    return switch (token.holder().kind()) {
      case USER ->
          queries
              .ask(new FindAccount(new UserId(token.holder().id())))
              .map(account -> account.map(Principal.User::of));
      case ROBOT ->
          robot(token.subject())
              .map(robot -> robot.filter(it -> it.actor().equals(token.holder())));
      case WORKLOAD ->
          queries
              .ask(new ResolveWorkload(new ExchangeId(token.holder().id())))
              .map(account -> account.map(Principal.Workload::new));
      case ANONYMOUS -> Mono.just(Optional.of(new Principal.Anonymous()));
      case SYSTEM -> Mono.just(Optional.empty());
    };
  }

  private Mono<Optional<Principal>> robot(String fullName) {
    return fullName.startsWith(robotPrefix())
        ? queries
            .ask(new ResolveRobot(fullName.substring(robotPrefix().length())))
            .map(robot -> robot.map(account -> new Principal.Robot(account, fullName)))
        : Mono.just(Optional.empty());
  }

  private String robotPrefix() {
    return configurations.latest().text(Setting.ROBOT_NAME_PREFIX);
  }

  private boolean usable(Principal principal) {
    return switch (principal) {
      case Principal.Robot(RobotAccount robot, _) ->
          !robot.disabled() && (robot.expiresAt() < 0 || robot.expiresAt() > now());
      case Principal.Workload(var workload) -> workload.expiresAt().isAfter(clock.instant());
      case Principal.User _, Principal.Anonymous _ -> true;
    };
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private Origin origin(ServerHttpRequest request) {
    var headers = request.getHeaders();
    return new Origin(
        surroundings.address(request),
        HeaderText.of(headers.getFirst(HttpHeaders.USER_AGENT)).orElse(""),
        RequestIds.of(request),
        HeaderText.of(headers.getFirst(REASON)),
        surroundings.externalUrl(request));
  }

  private static boolean isRegistry(ServerHttpRequest request) {
    var path = request.getURI().getRawPath();
    return path.equals("/v2") || path.startsWith("/v2/");
  }

  private static RefusedException unavailable(Throwable failure, Origin origin) {
    LOG.error("request {}: cannot tell who calls", origin.requestId(), failure);
    return new Refusal.Unavailable("accounts cannot be read").asException();
  }

  private record Origin(
      String address, String agent, String requestId, Optional<String> reason, URI externalUrl) {

    Caller nobody() {
      return caller(new Principal.Anonymous(), Optional.empty(), "none");
    }

    Caller impostor(String proof) {
      return new Caller(
          new Principal.Anonymous(),
          Optional.empty(),
          proof,
          true,
          address,
          agent,
          requestId,
          reason,
          externalUrl);
    }

    Caller caller(Principal principal, Optional<TokenScope> token, String proof) {
      return new Caller(
          principal, token, proof, false, address, agent, requestId, reason, externalUrl);
    }
  }
}
