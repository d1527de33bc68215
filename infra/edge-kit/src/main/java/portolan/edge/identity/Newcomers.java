package portolan.edge.identity;

import java.util.Optional;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// People who are known elsewhere and have not signed in here yet.
public interface Newcomers {

  /// Makes an account for a person before their first sign-in.
  ///
  /// @return empty when nobody of this name is known elsewhere
  Mono<Optional<UserId>> invite(String name, Caller caller);
}
