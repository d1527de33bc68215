package portolan.command.edge.oci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portolan.blob.UploadId;
import portolan.edge.oci.V2Exchange;
import portolan.language.access.Actor;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// Names of upload sessions: 16 random bytes and 16 bytes of an HMAC over them, the repository and
/// the principal. So every node knows without asking whether a name is its bearer's own, and for
/// this repository (CVE-2026-32589).
public final class UploadIds {
  private static final int HALF = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /// @param key the same on every node, 16 bytes or more
  public UploadIds(byte[] key) {
    if (key.length < HALF) {
      throw new IllegalArgumentException("a key for upload ids has 16 bytes or more");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// A new name.
  public UploadId issue(ProjectId project, RepositoryName repository, Actor actor) {
    var nonce = new byte[HALF];
    random.nextBytes(nonce);
    var bytes = Arrays.copyOf(nonce, 2 * HALF);
    System.arraycopy(seal(nonce, project, repository, actor), 0, bytes, HALF, HALF);
    return new UploadId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Whether a name was issued for this repository and principal.
  public boolean isOwn(String id, ProjectId project, RepositoryName repository, Actor actor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return bytes.length == 2 * HALF
        && id.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
        && MessageDigest.isEqual(
            Arrays.copyOfRange(bytes, HALF, 2 * HALF),
            seal(Arrays.copyOf(bytes, HALF), project, repository, actor));
  }

  /// A new name for the caller.
  UploadId issue(V2Exchange exchange, RepositoryName repository) {
    return issue(exchange.project().id(), repository, exchange.caller().actor());
  }

  /// The caller's own session, or `UploadUnknown` for every other name.
  UploadId require(V2Exchange exchange, RepositoryName repository, String id) {
    if (!isOwn(id, exchange.project().id(), repository, exchange.caller().actor())) {
      throw new Refusal.UploadUnknown(id).asException();
    }
    return new UploadId(id);
  }

  private byte[] seal(byte[] nonce, ProjectId project, RepositoryName repository, Actor actor) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(nonce);
      mac.update(ByteBuffer.allocate(4).putInt(project.value()).flip());
      mac.update((repository.path() + '\n' + actor).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), HALF);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
