package portolan.command.edge.session;

import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.PeopleSignIns;
import portolan.edge.message.Queries;
import portolan.language.configuration.Setting;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import portolan.language.user.Account;
import portolan.language.user.FindUsers;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// Signs people in by a form, and out again.
@RestController
public final class SessionEndpoint {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_SECRET = 1024;

  private final PeopleSignIns people;
  private final SigningIn signingIn;
  private final Queries queries;
  private final Configurations configurations;

  public SessionEndpoint(
      PeopleSignIns people, SigningIn signingIn, Queries queries, Configurations configurations) {
    this.people = people;
    this.signingIn = signingIn;
    this.queries = queries;
    this.configurations = configurations;
  }

  /// The page with the form is the portal's; here is only what it sends.
  @GetMapping("/c/login")
  ResponseEntity<String> form() {
    return ResponseEntity.status(404).contentType(MediaType.TEXT_PLAIN).body("not found\n");
  }

  @PostMapping("/c/login")
  Mono<ResponseEntity<Object>> signIn(Caller caller, ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(form -> {
          var name = field(form, "principal");
          var secret = new Secret(field(form, "password"));
          if (name.isEmpty()
              || name.length() > LONGEST_NAME
              || secret.value().length() > LONGEST_SECRET) {
            return Mono.just(ResponseEntity.status(401).build());
          }
          return people
              .byForm(name, secret, caller.asNobody())
              .flatMap(account -> answered(account, name, exchange, caller));
        });
  }

  @GetMapping("/c/log_out")
  Mono<ResponseEntity<Object>> signOut(Caller caller, ServerWebExchange exchange) {
    return signingIn
        .end(exchange, caller)
        .map(ended -> ended.filter(session -> !session.idToken().isEmpty()))
        .map(provider ->
            provider.isPresent() && configurations.latest().truth(Setting.OIDC_LOGOUT)
                ? elsewhere("/c/oidc/logout")
                : ResponseEntity.ok().build());
  }

  /// Whether a name or an address is taken, for who may register: it tells who has an account.
  @PostMapping("/c/userExists")
  Mono<Boolean> isTaken(Caller caller, ServerWebExchange exchange) {
    if (!caller.administrator() && !configurations.latest().truth(Setting.SELF_REGISTRATION)) {
      return Mono.error(new Refusal.NotNow("self registration is off").asException());
    }
    return exchange
        .getFormData()
        .flatMap(form -> taken(field(form, "target"), field(form, "value")));
  }

  private Mono<Boolean> taken(String target, String value) {
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      return Mono.just(false);
    }
    return switch (target) {
      case "username" -> queries.ask(new ResolveAccount(value)).map(Optional::isPresent);
      case "email" -> {
        var criteria = Criteria.of(new Criterion.Exact("email", value));
        yield queries
            .ask(new FindUsers(criteria, java.util.List.of(), PageRequest.FIRST))
            .map(page -> page.total() > 0);
      }
      default ->
          Mono.error(
              new Refusal.ParameterInvalid("target", "target must be username or email")
                  .asException());
    };
  }

  private Mono<ResponseEntity<Object>> answered(
      Optional<Account> account, String name, ServerWebExchange exchange, Caller caller) {
    if (account.isPresent()) {
      return signingIn
          .begin(account.get(), "", exchange, caller)
          .thenReturn(ResponseEntity.ok().build());
    }
    boolean provider = configurations.latest().authMode().equals("oidc_auth");
    return Mono.just(
        provider && !name.equals("admin")
            ? elsewhere("/c/oidc/login")
            : ResponseEntity.status(401).build());
  }

  private static ResponseEntity<Object> elsewhere(String path) {
    return ResponseEntity.status(403)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("redirect_location", path));
  }

  private static String field(MultiValueMap<String, String> form, String name) {
    var value = form.getFirst(name);
    return value == null ? "" : value;
  }
}
