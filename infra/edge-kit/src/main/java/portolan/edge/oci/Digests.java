package portolan.edge.oci;

import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// Digests as clients send them.
public final class Digests {
  private Digests() {}

  /// Reads a digest whose colon may be encoded.
  ///
  /// @throws IllegalArgumentException when it is none, or of an algorithm that is not verified here
  public static Digest read(String text) {
    int percent = text.indexOf('%');
    return new Digest(
        percent > 0 && text.regionMatches(true, percent, "%3A", 0, 3)
            ? text.substring(0, percent) + ":" + text.substring(percent + 3)
            : text);
  }

  /// Reads a digest from a request.
  ///
  /// @throws portolan.language.refusal.RefusedException `DigestInvalid`
  public static Digest require(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      throw invalid(text).asException();
    }
  }

  static Refusal invalid(String text) {
    return new Refusal.DigestInvalid(
        text, "a digest is sha256: and 64, or sha512: and 128, lowercase hex characters");
  }
}
