package portolan.command.store;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a transaction sends together with its commit.
public interface LastStatements {

  /// Adds a statement to those of the running transaction.
  void add(String sql, @Nullable Object... values);

  /// Sends those of the running transaction now, if there are any: what follows is to see them.
  void send();

  static LastStatements of(BiConsumer<String, @Nullable Object[]> add, Runnable send) {
    return new LastStatements() {
      @Override
      public void add(String sql, @Nullable Object... values) {
        add.accept(sql, values);
      }

      @Override
      public void send() {
        send.run();
      }
    };
  }
}
