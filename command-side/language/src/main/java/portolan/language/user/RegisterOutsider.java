package portolan.language.user;

import java.util.Optional;
import portolan.language.message.Command;

/// Make an account for a person who proves elsewhere who they are; it has no password here.
///
/// @param email empty when nobody says one
/// @param identity by which an OIDC provider knows the person
public record RegisterOutsider(
    String name, String email, String realName, Optional<OutsideIdentity> identity)
    implements Command<UserId> {
  /// Somebody who is known by name.
  public RegisterOutsider(String name, String email, String realName) {
    this(name, email, realName, Optional.empty());
  }
}
