package portolan.command.user;

import portolan.language.privacy.Sealed;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.UserId;

/// Who people are at OIDC providers, and their secrets for programs. Never part of history.
public interface OutsideIdentities {

  /// Ties an identity to an account; false when another account has it.
  boolean link(UserId user, OutsideIdentity identity);

  /// @return false when the account has no identity at a provider
  boolean setSecret(UserId user, Sealed secret);

  void forgetIdentity(UserId user);
}
