package portolan.command.edge.session;

import java.time.Clock;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.session.Cookies;
import portolan.edge.session.Session;
import portolan.edge.session.SessionCookie;
import portolan.edge.session.Sessions;
import portolan.language.user.Account;
import portolan.language.user.NoteSignIn;
import portolan.language.user.NoteSignOut;
import reactor.core.publisher.Mono;

/// Begins and ends sessions, in the browser, in the memory of sessions and in history.
public final class SigningIn {
  private final Commands commands;
  private final Sessions sessions;
  private final Clock clock;

  public SigningIn(Commands commands, Sessions sessions, Clock clock) {
    this.commands = commands;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// The session gets a new id; one that the browser had before is ended.
  ///
  /// @param idToken of an OIDC provider, empty for others
  Mono<Void> begin(Account account, String idToken, ServerWebExchange exchange, Caller caller) {
    var before = SessionCookie.of(exchange.getRequest());
    return before
        .map(sessions::end)
        .orElse(Mono.just(Optional.empty()))
        .then(sessions.begin(new Session(account.id(), clock.instant(), idToken)))
        .doOnNext(
            id -> Cookies.put(exchange.getResponse(), SessionCookie.holding(id, secure(caller))))
        .then(commands.send(new NoteSignIn(account.id()), caller.as(account)))
        .then();
  }

  /// @return what was ended, when there was a session
  Mono<Optional<Session>> end(ServerWebExchange exchange, Caller caller) {
    Cookies.put(exchange.getResponse(), SessionCookie.gone(secure(caller)));
    return SessionCookie.of(exchange.getRequest())
        .map(sessions::end)
        .orElse(Mono.just(Optional.empty()))
        .flatMap(session ->
            session.isPresent() && !caller.anonymous()
                ? commands.send(new NoteSignOut(session.get().user()), caller).thenReturn(session)
                : Mono.just(session));
  }

  private static boolean secure(Caller caller) {
    return "https".equals(caller.externalUrl().getScheme());
  }
}
