package portolan.language.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A content address: `sha256:` and 64, or `sha512:` and 128, lowercase hex characters.
///
/// Source: OCI image-spec, descriptor, "Digests".
public record Digest(String value) {
  private static final String SHA256 = "sha256:";
  private static final String SHA512 = "sha512:";

  public Digest {
    if (!isHex(value, SHA256, 64) && !isHex(value, SHA512, 128)) {
      throw new IllegalArgumentException("not a digest: " + shortened(value));
    }
  }

  /// The SHA-256 digest of some bytes.
  public static Digest of(byte[] bytes) {
    return of("sha256", sha("SHA-256").digest(bytes));
  }

  /// A digest from an algorithm's name in a digest (`sha256`) and its raw hash.
  public static Digest of(String algorithm, byte[] hash) {
    return new Digest(algorithm + ":" + HexFormat.of().formatHex(hash));
  }

  /// `sha256` or `sha512`.
  public String algorithm() {
    return value.substring(0, value.indexOf(':'));
  }

  public String hex() {
    return value.substring(value.indexOf(':') + 1);
  }

  /// Whether some bytes have this digest.
  public boolean matches(byte[] bytes) {
    return equals(of(algorithm(), hasher().digest(bytes)));
  }

  /// A fresh hash function of this digest's algorithm.
  public MessageDigest hasher() {
    return sha(algorithm().equals("sha256") ? "SHA-256" : "SHA-512");
  }

  @Override
  public String toString() {
    return value;
  }

  /// Without a regular expression, since a history has millions of digests.
  private static boolean isHex(String value, String prefix, int digits) {
    if (value.length() != prefix.length() + digits || !value.startsWith(prefix)) {
      return false;
    }
    for (int i = prefix.length(); i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static MessageDigest sha(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(String value) {
    return value.length() > 150 ? value.substring(0, 150) + "..." : value;
  }
}
