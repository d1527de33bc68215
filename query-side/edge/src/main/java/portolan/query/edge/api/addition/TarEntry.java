package portolan.query.edge.api.addition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the header of an entry in a tar archive says.
///
/// @param path as it is written there
/// @param size of its bytes, without what fills their last block up
/// @param plain a file; no link, folder, device or name for the next entry
///
///   Source: POSIX.1-1988, `ustar`.
record TarEntry(String path, long size, boolean plain) {
  static final int BLOCK = 512;

  /// @param header a whole block
  /// @throws IOException when it has no size
  static TarEntry of(byte[] header) throws IOException {
    boolean plain = header[156] == '0' || header[156] == 0;
    return new TarEntry(path(header), size(header), plain);
  }

  /// Whether a block is where the archive ends.
  static boolean isEnd(byte[] block) {
    return block.length < BLOCK || block[0] == 0;
  }

  /// The size with what fills the last block up.
  long padded() {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static String path(byte[] header) {
    boolean isUstar = text(header, 257, 5).equals("ustar");
    var prefix = isUstar ? text(header, 345, 155) : "";
    var name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static long size(byte[] header) throws IOException {
    var digits = text(header, 124, 12).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("an entry has no size");
    }
    return Long.parseLong(digits, 8);
  }

  private static String text(byte[] header, int from, int length) {
    var field = Arrays.copyOfRange(header, from, from + length);
    int end = 0;
    while (end < length && field[end] != 0) {
      end++;
    }
    return new String(field, 0, end, StandardCharsets.UTF_8);
  }
}
