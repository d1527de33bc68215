package portolan.command.user;

import portolan.language.user.UserId;

/// The names and addresses of open accounts, unique without regard to case.
public interface UserNames {

  /// Takes a name and an address; false when an open account has one of them.
  ///
  /// @param email empty when there is none, which is never taken
  boolean reserve(UserId user, String name, String email);

  /// Replaces an address; false when another open account has it.
  boolean moveTo(UserId user, String email);

  /// Frees the name and the address of an account that ends.
  void release(UserId user);

  boolean lives(UserId user);

  /// Whether anybody but the first administrator has an account.
  boolean inhabited();
}
