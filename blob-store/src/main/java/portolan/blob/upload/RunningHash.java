package portolan.blob.upload;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import portolan.language.oci.Digest;

/// The hash of the first bytes of an upload, ready to go on. For one thread at a time.
public final class RunningHash {
  private final String algorithm;
  private final MessageDigest state;
  private long count;

  private RunningHash(String algorithm, MessageDigest state) {
    this.algorithm = algorithm;
    this.state = state;
  }

  /// @param algorithm `sha256` or `sha512`, see [Digest#algorithm]
  public static RunningHash of(String algorithm) {
    try {
      var name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
      return new RunningHash(algorithm, MessageDigest.getInstance(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The algorithm that nearly every client will claim.
  public static RunningHash usual() {
    return of("sha256");
  }

  public String algorithm() {
    return algorithm;
  }

  /// How many bytes were hashed.
  public long count() {
    return count;
  }

  public void update(ByteBuffer bytes) {
    count += bytes.remaining();
    state.update(bytes);
  }

  /// Hashes the readable bytes and leaves the buffer's indices alone.
  public void update(ByteBuf bytes) {
    for (var part : bytes.nioBuffers()) {
      update(part);
    }
  }

  /// The digest of what was hashed so far; hashing can go on.
  public Digest digest() {
    try {
      return Digest.of(algorithm, ((MessageDigest) state.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
