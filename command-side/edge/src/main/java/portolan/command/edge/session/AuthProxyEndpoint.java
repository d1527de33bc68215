package portolan.command.edge.session;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.authproxy.AuthProxy;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.session.OwnPaths;
import portolan.language.refusal.Refusal;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// Signs in people whom the authentication proxy sends along with a token.
@RestController
public final class AuthProxyEndpoint {
  private final AuthProxy proxy;
  private final SigningIn signingIn;
  private final Configurations configurations;

  public AuthProxyEndpoint(AuthProxy proxy, SigningIn signingIn, Configurations configurations) {
    this.proxy = proxy;
    this.signingIn = signingIn;
    this.configurations = configurations;
  }

  @GetMapping("/c/authproxy/redirect")
  Mono<ResponseEntity<Void>> arrive(
      Caller caller,
      @RequestParam(name = "token", defaultValue = "") String token,
      @RequestParam(name = "postURI", defaultValue = "/") String next,
      ServerWebExchange exchange) {
    var mode = configurations.latest().authMode();
    if (!mode.equals("http_auth")) {
      throw new Refusal.OtherWay(mode).asException();
    }
    if (token.isEmpty()) {
      throw new Refusal.SignInNeeded().asException();
    }
    var where = OwnPaths.checked("postURI", next);
    return proxy
        .byToken(new Secret(token), caller.asNobody())
        .map(account -> account.orElseThrow(new Refusal.SignInNeeded()::asException))
        .flatMap(account -> signingIn.begin(account, "", exchange, caller))
        .thenReturn(ResponseEntity.status(301).location(URI.create(where)).build());
  }
}
