package portolan.command.user;

import portolan.language.user.Secret;
import portolan.language.user.UserId;

/// Password hashes. Never part of history.
public interface Passwords {

  void set(UserId user, Secret hash);

  void forget(UserId user);
}
