package portolan.edge.token;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;

/// A key pair that tokens are signed with: RSA, 2048 bits or more. Its private half is never shown.
///
/// @param since when it came into use
public record SigningKey(
    String id, RSAPublicKey publicKey, RSAPrivateKey privateKey, Instant since) {
  private static final int FEWEST_BITS = 2048;

  public SigningKey {
    if (publicKey.getModulus().bitLength() < FEWEST_BITS) {
      throw new IllegalArgumentException("a signing key needs " + FEWEST_BITS + " bits at least");
    }
  }

  static SigningKey of(RSAPublicKey publicKey, RSAPrivateKey privateKey, Instant since) {
    return new SigningKey(KeyId.of(publicKey), publicKey, privateKey, since);
  }

  public static SigningKey generate(Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(FEWEST_BITS);
      KeyPair pair = generator.generateKeyPair();
      return of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate(), now);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
