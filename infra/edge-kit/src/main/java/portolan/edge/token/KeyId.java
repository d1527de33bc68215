package portolan.edge.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/// A key's name as registries have always given it: twelve groups of four base32 characters, from
/// the first 240 bits of the SHA-256 of the public key's DER form.
///
/// Source: libtrust, "Key ID"; the distribution token specification.
final class KeyId {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int GROUPS = 12;
  private static final int GROUP = 4;

  private KeyId() {}

  static String of(PublicKey key) {
    var letters = base32(sha256(key.getEncoded()));
    List<String> groups = new ArrayList<>(GROUPS);
    for (int i = 0; i < GROUPS; i++) {
      groups.add(letters.substring(i * GROUP, (i + 1) * GROUP));
    }
    return String.join(":", groups);
  }

  private static String base32(byte[] bytes) {
    var text = new StringBuilder();
    for (int bit = 0; bit < GROUPS * GROUP * 5; bit += 5) {
      text.append(ALPHABET.charAt(fiveBits(bytes, bit)));
    }
    return text.toString();
  }

  private static int fiveBits(byte[] bytes, int bit) {
    int at = bit / 8;
    int window = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    return window >> (11 - bit % 8) & 0x1f;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
