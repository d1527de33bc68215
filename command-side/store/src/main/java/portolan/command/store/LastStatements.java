package portolan.command.store;

import org.jspecify.annotations.Nullable;

/// What a transaction sends together with its commit.
public interface LastStatements {

  /// Adds a statement to those of the running transaction.
  void add(String sql, @Nullable Object... values);

  /// Sends those of the running transaction now, if there are any: what follows is to see them.
  void send();
}
