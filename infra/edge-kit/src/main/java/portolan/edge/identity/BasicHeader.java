package portolan.edge.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import portolan.language.user.Secret;

/// A name and a secret as `Authorization: Basic` carries them.
record BasicHeader(String name, Secret secret) {
  private static final int LONGEST_NAME = 512;

  /// No account has such a name, and no database and no directory takes it well.
  static boolean hasControls(String name) {
    return name.chars().anyMatch(Character::isISOControl);
  }

  /// Empty when the text is not base64 of `name:secret`.
  static Optional<BasicHeader> parse(String encoded) {
    try {
      var text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 1 || colon > LONGEST_NAME || hasControls(text.substring(0, colon))
          ? Optional.empty()
          : Optional.of(
              new BasicHeader(text.substring(0, colon), new Secret(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
