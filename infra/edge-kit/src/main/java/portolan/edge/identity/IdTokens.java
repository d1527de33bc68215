package portolan.edge.identity;

import java.util.Optional;
import portolan.language.user.Account;
import reactor.core.publisher.Mono;

/// Tokens by which an identity provider says who somebody is.
public interface IdTokens {

  /// The account of the person whom a token is about, when it is genuine, for us, and good now.
  Mono<Optional<Account>> holder(String idToken);
}
