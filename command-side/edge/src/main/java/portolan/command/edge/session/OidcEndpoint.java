package portolan.command.edge.session;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.oidc.OidcProvider;
import portolan.edge.oidc.OidcSignIn;
import portolan.edge.session.Cookies;
import portolan.edge.session.SessionCookie;
import portolan.edge.session.Sessions;
import portolan.language.access.Permission;
import portolan.language.refusal.Refusal;
import portolan.language.user.Account;
import portolan.language.user.FindAccount;
import reactor.core.publisher.Mono;

/// Signs people in at the OIDC provider that is set, and out again.
@RestController
public final class OidcEndpoint {
  private static final Permission CONFIGURE = new Permission("configuration", "update");

  private final OidcSignIn signIn;
  private final OidcProvider provider;
  private final SigningIn signingIn;
  private final Sessions sessions;
  private final Configurations configurations;
  private final Queries queries;
  private final Access access;

  public OidcEndpoint(
      OidcSignIn signIn,
      OidcProvider provider,
      SigningIn signingIn,
      Sessions sessions,
      Configurations configurations,
      Queries queries,
      Access access) {
    this.signIn = signIn;
    this.provider = provider;
    this.signingIn = signingIn;
    this.sessions = sessions;
    this.configurations = configurations;
    this.queries = queries;
    this.access = access;
  }

  record OnboardForm(@Nullable String username) {}

  record PingForm(@Nullable String url, @Nullable Boolean verifyCert) {}

  @GetMapping("/c/oidc/login")
  Mono<ResponseEntity<Void>> begin(
      Caller caller,
      @RequestParam(name = "redirect_url", defaultValue = "/") String redirect,
      ServerWebExchange exchange) {
    requireMode();
    return signIn.begin(browser(exchange, caller), redirect, caller).map(OidcEndpoint::sentTo);
  }

  @GetMapping("/c/oidc/callback")
  Mono<ResponseEntity<Void>> back(
      Caller caller,
      @RequestParam(name = "code", defaultValue = "") String code,
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "error", defaultValue = "") String error,
      ServerWebExchange exchange) {
    requireMode();
    if (!error.isEmpty() || code.isEmpty()) {
      throw new Refusal.ParameterInvalid("error", "the provider did not sign anybody in")
          .asException();
    }
    return signIn
        .back(browser(exchange, caller), code, state, caller)
        .flatMap(outcome ->
            switch (outcome) {
              case OidcSignIn.NameWanted(var path) -> Mono.just(sentTo(URI.create(path)));
              case OidcSignIn.SignedIn done ->
                  signingIn
                      .begin(done.account(), done.idToken(), exchange, caller)
                      .thenReturn(sentTo(URI.create(done.redirect())));
            });
  }

  @PostMapping("/c/oidc/onboard")
  Mono<ResponseEntity<Void>> onboard(
      Caller caller, @RequestBody OnboardForm form, ServerWebExchange exchange) {
    requireMode();
    var name = form.username() == null ? "" : form.username();
    return signIn
        .onboard(browser(exchange, caller), name, caller)
        .flatMap(done -> signingIn.begin(done.account(), done.idToken(), exchange, caller))
        .thenReturn(ResponseEntity.ok().build());
  }

  @GetMapping("/c/oidc/logout")
  Mono<ResponseEntity<Void>> end(Caller caller, ServerWebExchange exchange) {
    requireMode();
    return account(caller)
        .flatMap(account ->
            signingIn
                .end(exchange, caller)
                .flatMap(session ->
                    signIn.end(account, session.map(it -> it.idToken()).orElse(""), caller)))
        .map(OidcEndpoint::sentTo);
  }

  /// Whether a provider is there.
  @PostMapping("/api/v2.0/system/oidc/ping")
  Mono<ResponseEntity<Void>> ping(Caller caller, @RequestBody PingForm form) {
    access.requireSystem(caller, CONFIGURE);
    var url = form.url() == null ? "" : form.url();
    return provider
        .ping(url, !Boolean.FALSE.equals(form.verifyCert()))
        .map(problem -> {
          if (!problem.isEmpty()) {
            throw new Refusal.ParameterInvalid("url", problem).asException();
          }
          return ResponseEntity.ok().build();
        });
  }

  private Mono<Optional<Account>> account(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? queries.ask(new FindAccount(user.id()))
        : Mono.just(Optional.empty());
  }

  /// What only this browser brings again: the id in its cookie, whether anybody signed in with it
  /// or not.
  private String browser(ServerWebExchange exchange, Caller caller) {
    return SessionCookie.of(exchange.getRequest())
        .orElseGet(() -> {
          var id = sessions.draw();
          boolean secure = "https".equals(caller.externalUrl().getScheme());
          Cookies.put(exchange.getResponse(), SessionCookie.holding(id, secure));
          return id;
        });
  }

  private void requireMode() {
    var mode = configurations.latest().authMode();
    if (!mode.equals("oidc_auth")) {
      throw new Refusal.OtherWay(mode).asException();
    }
  }

  private static ResponseEntity<Void> sentTo(URI where) {
    return ResponseEntity.status(302).location(where).build();
  }
}
