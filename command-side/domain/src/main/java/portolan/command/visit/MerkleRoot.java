package portolan.command.visit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The Merkle tree hash of RFC 6962, section 2.1, over lines of text.
final class MerkleRoot {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleRoot() {}

  /// In hexadecimal.
  ///
  /// @param lines not empty
  static String of(List<String> lines) {
    return HexFormat.of().formatHex(hash(lines));
  }

  private static byte[] hash(List<String> lines) {
    if (lines.size() == 1) {
      return sha256(LEAF, lines.getFirst().getBytes(StandardCharsets.UTF_8));
    }
    int half = Integer.highestOneBit(lines.size() - 1);
    return sha256(NODE, hash(lines.subList(0, half)), hash(lines.subList(half, lines.size())));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
