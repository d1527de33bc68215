package portolan.edge.identity;

import java.net.URI;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.edge.message.Sender;
import portolan.edge.token.TokenScope;
import portolan.language.access.Actor;
import portolan.language.user.Account;

/// One request's caller: who, by what proof, from where, and why.
///
/// @param token what the bearer token opens; empty when the caller did not come with a token
/// @param authentication what was shown: `basic`, `bearer`, `session` or `none`
/// @param wrongCredentials what was shown was not right; the caller is then anonymous
/// @param address the client's address as text, a trusted proxy's word taken for it
/// @param agent the user agent, empty when none was given
/// @param reason what the caller gave in `X-Portolan-Reason`
/// @param externalUrl scheme and authority under which clients reach this service, without a path
public record Caller(
    Principal principal,
    Optional<TokenScope> token,
    String authentication,
    boolean wrongCredentials,
    String address,
    String agent,
    String requestId,
    Optional<String> reason,
    URI externalUrl)
    implements Sender {

  /// The name of the request's attribute that holds the caller.
  public static final String ATTRIBUTE = "portolan.caller";

  /// Lets whoever looks at a request later know who made it. In front of WebFlux a request has no
  /// attributes yet.
  public void keepWith(ServerHttpRequest request) {
    if (request instanceof AbstractServerHttpRequest plain) {
      var attributes = new HashMap<String, Object>(request.getAttributes());
      plain.setAttributesSupplier(() -> attributes);
    }
    request.getAttributes().put(ATTRIBUTE, this);
  }

  @Override
  public Actor actor() {
    return principal.actor();
  }

  /// The same request, made by nobody: for what happens before it is known who somebody is.
  public Caller asNobody() {
    return by(new Principal.Anonymous(), "none");
  }

  /// The same request, made by a person who has just signed in.
  public Caller as(Account account) {
    return by(Principal.User.of(account), "session");
  }

  /// The same request, made by a workload that has just shown its token.
  public Caller as(Principal.Workload workload) {
    return by(workload, "oidc");
  }

  private Caller by(Principal other, String proof) {
    return new Caller(
        other, Optional.empty(), proof, false, address, agent, requestId, reason, externalUrl);
  }

  /// Whether anybody signed in.
  public boolean anonymous() {
    return principal instanceof Principal.Anonymous;
  }

  /// Whether this is a person who administers the system. A token never makes one.
  public boolean administrator() {
    return token.isEmpty() && principal instanceof Principal.User user && user.administrator();
  }
}
