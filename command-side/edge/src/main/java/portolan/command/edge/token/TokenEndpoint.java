package portolan.command.edge.token;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.token.IssuedToken;
import portolan.edge.token.RequestedScope;
import portolan.edge.token.SigningKeys;
import portolan.edge.token.Tokens;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// `GET /service/token`, and the public keys that its tokens are verified with.
///
/// Source: distribution token specification; answers as Harbor gives them.
@RestController
public class TokenEndpoint {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Tokens tokens;
  private final SigningKeys keys;
  private final Granting granting;
  private final Configurations configurations;

  public TokenEndpoint(
      Tokens tokens,
      SigningKeys keys,
      Queries queries,
      Access access,
      Configurations configurations) {
    this.configurations = configurations;
    this.tokens = tokens;
    this.keys = keys;
    this.granting = new Granting(queries, access);
  }

  /// A token as clients read it.
  ///
  /// @param accessToken always empty: the same token under OAuth's name
  public record Answer(String token, String accessToken, long expiresIn, String issuedAt) {
    static Answer of(IssuedToken token) {
      return new Answer(
          token.value(),
          "",
          token.lifeSeconds(),
          DateTimeFormatter.ISO_INSTANT.format(token.issuedAt()));
    }

    @Override
    public String toString() {
      return "Answer";
    }
  }

  /// Every method is taken here, so that all but GET are told so in the words that clients, which
  /// try POST first, expect.
  @RequestMapping("/service/token")
  public Mono<ResponseEntity<Object>> token(ServerHttpRequest request, Caller caller) {
    if (request.getMethod() != HttpMethod.GET) {
      return Mono.just(onlyGet());
    }
    var service = Objects.requireNonNullElse(request.getQueryParams().getFirst("service"), "");
    if (!service.equals(Tokens.SERVICE)) {
      return Mono.just(text(400, "Unable to handle service: " + plain(service)));
    }
    return issued(caller, RequestedScope.parse(scopes(request)))
        .map(token ->
            ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, JSON).body(Answer.of(token)));
  }

  /// The keys that sign now and lately, as a JSON Web Key Set.
  @GetMapping("/service/token/keys")
  public ResponseEntity<String> keys() {
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, JSON).body(keys.ring().publish());
  }

  private Mono<IssuedToken> issued(Caller caller, List<RequestedScope> scopes) {
    if (caller.wrongCredentials() || caller.anonymous() && scopes.isEmpty()) {
      return Mono.error(new RefusedException(new Refusal.SignInNeeded()));
    }
    return granting
        .grant(caller, scopes)
        .zipWith(configurations.tokenLife(tokens.life()))
        .publishOn(Schedulers.parallel())
        .map(granted ->
            tokens.issue(
                caller.principal().name(),
                caller.actor(),
                scopes.isEmpty() ? Optional.empty() : Optional.of(granted.getT1()),
                granted.getT2()));
  }

  private static List<String> scopes(ServerHttpRequest request) {
    var scopes = new ArrayList<String>();
    request.getQueryParams().getOrDefault("scope", List.of()).stream()
        .filter(Objects::nonNull)
        .forEach(scopes::add);
    return scopes;
  }

  private static ResponseEntity<Object> onlyGet() {
    return ResponseEntity.status(405)
        .allow(HttpMethod.GET)
        .header(HttpHeaders.CONTENT_TYPE, TEXT)
        .body("Method Not Allowed\n");
  }

  private static ResponseEntity<Object> text(int status, String text) {
    return ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, TEXT).body(text);
  }

  private static String plain(String text) {
    var shown = text.length() > 100 ? text.substring(0, 100) : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
