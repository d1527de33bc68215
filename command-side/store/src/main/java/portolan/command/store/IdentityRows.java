package portolan.command.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.user.OutsideIdentities;
import portolan.language.privacy.Sealed;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.UserId;

/// Who people are at OIDC providers, by a hash of issuer and subject.
public final class IdentityRows implements OutsideIdentities {
  private final CommandDatabase database;

  public IdentityRows(CommandDatabase database) {
    this.database = database;
  }

  /// What is kept for a person.
  ///
  /// @param goodUntil when the provider must be asked again whether the person still is there
  public record Kept(@Nullable Sealed secret, @Nullable Sealed refreshToken, Instant goodUntil) {}

  @Override
  public boolean link(UserId user, OutsideIdentity identity) {
    return database.change(
            """
            INSERT INTO outside_identity (user_id, identity) VALUES (?, ?)
            ON CONFLICT DO NOTHING
            """,
            user.value(),
            key(identity))
        == 1;
  }

  @Override
  public boolean setSecret(UserId user, Sealed secret) {
    return database.change(
            "UPDATE outside_identity SET secret = ?, updated_at = now() WHERE user_id = ?",
            secret.toString(),
            user.value())
        == 1;
  }

  @Override
  public void forgetIdentity(UserId user) {
    database.change("DELETE FROM outside_identity WHERE user_id = ?", user.value());
  }

  /// Whose identity this is.
  public Optional<UserId> user(OutsideIdentity identity) {
    return database.first(
        "SELECT user_id FROM outside_identity WHERE identity = ?",
        (row, _) -> new UserId(row.getInt(1)),
        key(identity));
  }

  public Optional<Kept> kept(UserId user) {
    return database.first(
        "SELECT secret, refresh_token, good_until FROM outside_identity WHERE user_id = ?",
        (row, _) ->
            new Kept(
                sealed(row.getString(1)),
                sealed(row.getString(2)),
                row.getTimestamp(3).toInstant()),
        user.value());
  }

  /// Keeps what the provider gave at a sign-in.
  public void keep(UserId user, @Nullable Sealed refreshToken, Instant goodUntil) {
    database.change(
        "UPDATE outside_identity SET refresh_token = ?::text, good_until = ? WHERE user_id = ?",
        refreshToken == null ? null : refreshToken.toString(),
        Timestamp.from(goodUntil),
        user.value());
  }

  private static @Nullable Sealed sealed(@Nullable String text) {
    return text == null ? null : Sealed.parse(text);
  }

  private static String key(OutsideIdentity identity) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(identity.issuer().getBytes(StandardCharsets.UTF_8));
      hash.update((byte) 0);
      return HexFormat.of()
          .formatHex(hash.digest(identity.subject().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
