package portolan.edge.gate;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The tokens by which a browser shows that a request comes from a page of ours: one in a cookie,
/// signed by us, and the same in a header, which no other site can set. The header's form is
/// another one each time.
final class CsrfTokens {
  static final Duration LIFE = Duration.ofHours(12);
  private static final int BYTES = 32;
  private static final int SIGNED = BYTES + Long.BYTES;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /// @param key the same on every node
  CsrfTokens(byte[] key, Clock clock) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
  }

  byte[] draw() {
    return fresh(BYTES);
  }

  /// The cookie's value for a token.
  String sealed(byte[] token) {
    var content =
        ByteBuffer.allocate(SIGNED).put(token).putLong(clock.millis() + LIFE.toMillis()).array();
    var all = ByteBuffer.allocate(SIGNED + BYTES).put(content).put(mac(content)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /// The token in a cookie, when we have signed it and it is not too old.
  Optional<byte[]> opened(String cookie) {
    var all = decoded(Base64.getUrlDecoder(), cookie, SIGNED + BYTES);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var content = new byte[SIGNED];
    var signature = new byte[BYTES];
    ByteBuffer.wrap(all.get()).get(content).get(signature);
    boolean good =
        MessageDigest.isEqual(signature, mac(content))
            && ByteBuffer.wrap(content).getLong(BYTES) > clock.millis();
    return good ? Optional.of(java.util.Arrays.copyOf(content, BYTES)) : Optional.empty();
  }

  /// The header's value for a token: a random pad, and the token under it.
  String masked(byte[] token) {
    var pad = fresh(BYTES);
    var both = ByteBuffer.allocate(2 * BYTES).put(pad).put(mixed(pad, token)).array();
    return Base64.getEncoder().encodeToString(both);
  }

  /// Whether a header's value carries the token.
  boolean fits(byte[] token, String header) {
    return decoded(Base64.getDecoder(), header, 2 * BYTES)
        .map(both -> {
          var pad = new byte[BYTES];
          var under = new byte[BYTES];
          ByteBuffer.wrap(both).get(pad).get(under);
          return MessageDigest.isEqual(token, mixed(pad, under));
        })
        .orElse(false);
  }

  private static Optional<byte[]> decoded(Base64.Decoder decoder, String text, int length) {
    try {
      return text.length() > 4 * length
          ? Optional.empty()
          : Optional.of(decoder.decode(text)).filter(bytes -> bytes.length == length);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] mixed(byte[] pad, byte[] text) {
    var mixed = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      mixed[i] = (byte) (pad[i] ^ text[i]);
    }
    return mixed;
  }

  private byte[] mac(byte[] content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] fresh(int bytes) {
    var drawn = new byte[bytes];
    random.nextBytes(drawn);
    return drawn;
  }
}
