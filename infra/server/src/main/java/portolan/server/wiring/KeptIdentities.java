package portolan.server.wiring;

import static portolan.server.connection.Outages.blocking;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.store.IdentityRows;
import portolan.edge.oidc.OidcAccounts;
import portolan.language.access.Actor;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// What is kept for people whom an OIDC provider knows, sealed for each of them.
final class KeptIdentities implements OidcAccounts {
  private final IdentityRows rows;
  private final Vault vault;

  KeptIdentities(IdentityRows rows, Vault vault) {
    this.rows = rows;
    this.vault = vault;
  }

  @Override
  public Mono<Optional<UserId>> find(OutsideIdentity identity) {
    return blocking(() -> rows.user(identity));
  }

  @Override
  public Mono<Optional<Kept>> kept(UserId user) {
    return blocking(() ->
        rows.kept(user)
            .map(kept ->
                new Kept(opened(kept.secret()), opened(kept.refreshToken()), kept.goodUntil())));
  }

  @Override
  public Mono<Void> keep(UserId user, Optional<Secret> refreshToken, Instant goodUntil) {
    return blocking(
            () -> {
              var sealed =
                  refreshToken.map(
                      token -> vault.seal(Actor.user(user.value()).person(), token.value()));
              rows.keep(user, sealed.orElse(null), goodUntil);
              return true;
            })
        .then();
  }

  private Optional<Secret> opened(@Nullable Sealed sealed) {
    return Optional.ofNullable(sealed).flatMap(vault::open).map(Secret::new);
  }
}
