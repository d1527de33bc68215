package portolan.edge.identity;

import java.util.Optional;
import portolan.language.user.Account;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// A place other than the registry's own where people prove who they are by name and secret.
public interface Directory {

  /// The way of signing in that it stands for, such as `ldap_auth`.
  String mode();

  /// The account of the person whose name and secret these are. Makes it at the first time, and
  /// takes over what the directory says of the person now.
  ///
  /// @param name never empty
  /// @param nobody the request, for what is written into history
  /// @return empty when name and secret do not go together
  Mono<Optional<Account>> admit(String name, Secret secret, Caller nobody);

  /// Whether it is asked about this name here.
  ///
  /// @param program whether what is asked for is what programs ask for, and not a form or a page
  default boolean takes(String name, boolean program) {
    return true;
  }
}
