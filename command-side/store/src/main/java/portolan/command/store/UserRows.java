package portolan.command.store;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.user.Passwords;
import portolan.command.user.UserNames;
import portolan.language.user.Secret;
import portolan.language.user.UserId;

/// Names, addresses and password hashes of open accounts.
public final class UserRows implements UserNames, Passwords {
  private final CommandDatabase database;

  public UserRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(UserId user, String name, String email) {
    return database.change(
            """
            INSERT INTO user_name (user_id, name, email) VALUES (?, ?, ?::text)
            ON CONFLICT DO NOTHING
            """,
            user.value(),
            name.toLowerCase(Locale.ROOT),
            key(email))
        == 1;
  }

  @Override
  public boolean moveTo(UserId user, String email) {
    return database.change(
            """
            UPDATE user_name SET email = ?::text WHERE user_id = ?
              AND NOT EXISTS (SELECT 1 FROM user_name WHERE email = ?::text AND user_id <> ?)
            """,
            key(email),
            user.value(),
            key(email),
            user.value())
        == 1;
  }

  @Override
  public void release(UserId user) {
    database.change("DELETE FROM user_name WHERE user_id = ?", user.value());
  }

  @Override
  public boolean lives(UserId user) {
    return database.exists("SELECT 1 FROM user_name WHERE user_id = ?", user.value());
  }

  @Override
  public boolean inhabited() {
    return database.exists("SELECT 1 FROM user_name WHERE user_id <> 1 LIMIT 1");
  }

  @Override
  public void set(UserId user, Secret hash) {
    database.change(
        """
        INSERT INTO user_credential (user_id, password_hash) VALUES (?, ?)
        ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash
        """,
        user.value(),
        hash.value());
  }

  @Override
  public void forget(UserId user) {
    database.change("DELETE FROM user_credential WHERE user_id = ?", user.value());
  }

  /// The hash to check a password against; empty when there is no such account.
  public Optional<Secret> hash(UserId user) {
    return database.first(
        "SELECT password_hash FROM user_credential WHERE user_id = ?",
        (row, _) -> new Secret(row.getString(1)),
        user.value());
  }

  private static @Nullable String key(String email) {
    return email.isEmpty() ? null : email.toLowerCase(Locale.ROOT);
  }
}
