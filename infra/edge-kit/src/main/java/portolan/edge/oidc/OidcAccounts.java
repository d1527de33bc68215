package portolan.edge.oidc;

import java.time.Instant;
import java.util.Optional;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Who people are at the provider, and what is kept for them.
public interface OidcAccounts {

  /// Nobody is known.
  OidcAccounts NONE =
      new OidcAccounts() {
        @Override
        public Mono<Optional<UserId>> find(OutsideIdentity identity) {
          return Mono.just(Optional.empty());
        }

        @Override
        public Mono<Optional<Kept>> kept(UserId user) {
          return Mono.just(Optional.empty());
        }

        @Override
        public Mono<Void> keep(UserId user, Optional<Secret> refreshToken, Instant goodUntil) {
          return Mono.empty();
        }
      };

  /// @param cliSecret the person's secret for programs
  /// @param refreshToken asks the provider whether the person still is there
  /// @param goodUntil until when it need not be asked
  record Kept(Optional<Secret> cliSecret, Optional<Secret> refreshToken, Instant goodUntil) {}

  Mono<Optional<UserId>> find(OutsideIdentity identity);

  Mono<Optional<Kept>> kept(UserId user);

  Mono<Void> keep(UserId user, Optional<Secret> refreshToken, Instant goodUntil);
}
