package portolan.command.edge.api;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import portolan.language.user.Secret;

/// What passwords and robot secrets must be like: 8 to 128 characters with an upper case letter, a
/// lower case letter and a digit.
public final class SecretRule {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int DRAWN_LENGTH = 32;

  private final SecureRandom random;

  public SecretRule(SecureRandom random) {
    this.random = random;
  }

  /// @return the text, when it keeps the rule
  static Secret checked(String field, @Nullable String text) {
    if (text == null || !keeps(text)) {
      throw Complaints.badRequest(
          field,
          "the password or secret must be 8-128, inclusively, characters long with at least 1"
              + " uppercase letter, 1 lowercase letter and 1 number");
    }
    return new Secret(text);
  }

  /// A random secret of 32 letters and digits that keeps the rule.
  Secret draw() {
    var drawn = new StringBuilder();
    do {
      drawn.setLength(0);
      random
          .ints(DRAWN_LENGTH, 0, ALPHABET.length())
          .forEach(i -> drawn.append(ALPHABET.charAt(i)));
    } while (!keeps(drawn.toString()));
    return new Secret(drawn.toString());
  }

  /// Whether a password or secret is good enough.
  public static boolean keeps(String text) {
    return text.length() >= 8
        && text.length() <= 128
        && text.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
        && text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
