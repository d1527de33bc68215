package portolan.edge.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portolan.language.access.Actor;
import portolan.language.user.Secret;

/// A name and secret as one value that can be compared and not be read: an HMAC under a key that
/// this process made for itself.
record Proof(ByteBuffer value) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecretKeySpec KEY = newKey();

  static Proof of(Actor account, Secret secret) {
    return of(account.toString(), secret);
  }

  /// For who has no account yet; a name is never written like an account.
  static Proof ofName(String name, Secret secret) {
    return of("name " + name, secret);
  }

  private static Proof of(String who, Secret secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(KEY);
      mac.update(who.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return new Proof(ByteBuffer.wrap(mac.doFinal(bytes(secret))));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Secret secret) {
    return secret.value().getBytes(StandardCharsets.UTF_8);
  }

  private static SecretKeySpec newKey() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new SecretKeySpec(key, ALGORITHM);
  }
}
