package portolan.language.privacy;

/// A text encrypted for a person. Opened by a [Vault] as long as the person's key exists.
///
/// @param ciphertext base64 of nonce and AES-256-GCM ciphertext
public record Sealed(PersonId person, String ciphertext) {

  /// Reads `person|ciphertext`.
  public static Sealed parse(String text) {
    int bar = text.indexOf('|');
    if (bar < 1) {
      throw new IllegalArgumentException("not a sealed value");
    }
    return new Sealed(new PersonId(text.substring(0, bar)), text.substring(bar + 1));
  }

  @Override
  public String toString() {
    return person.value() + "|" + ciphertext;
  }
}
