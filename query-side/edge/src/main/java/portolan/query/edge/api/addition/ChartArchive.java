package portolan.query.edge.api.addition;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Takes a few files out of a chart's `.tgz`, whatever the rest of it tries.
///
/// Only plain files in the chart's own folder count; links, devices, long-name entries and whatever
/// lies deeper or elsewhere is passed over. Nothing is written anywhere. Memory is bounded by the
/// wanted files, time by [#LARGEST] and [#MOST_ENTRIES].
///
/// Source: POSIX.1-1988, `ustar`.
final class ChartArchive {
  /// Unpacked bytes that are looked at, at most.
  private static final long LARGEST = 64L << 20;

  private static final int MOST_ENTRIES = 10_000;
  private static final int LARGEST_FILE = 2 << 20;
  private static final int BLOCK = 512;

  private final InputStream tar;
  private final Set<String> wanted;
  private final Map<String, byte[]> found = new HashMap<>();
  private long left = LARGEST;

  private ChartArchive(InputStream tar, Set<String> wanted) {
    this.tar = tar;
    this.wanted = wanted;
  }

  /// @param names in lower case, without the chart's folder
  /// @throws IOException when the archive is broken or passes the bounds
  static Map<String, byte[]> files(byte[] archive, Set<String> names) throws IOException {
    try (var tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      var reading = new ChartArchive(tar, names);
      reading.all();
      return reading.found;
    }
  }

  private void all() throws IOException {
    for (int entry = 0; found.size() < wanted.size(); entry++) {
      if (entry == MOST_ENTRIES) {
        throw new IOException("more than " + MOST_ENTRIES + " entries");
      }
      var header = tar.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      left -= BLOCK;
      take(header);
    }
  }

  private void take(byte[] header) throws IOException {
    long size = size(header);
    long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
    left -= padded;
    if (left < 0) {
      throw new IOException("more than " + (LARGEST >> 20) + " MiB unpacked");
    }
    var name = name(header);
    if (!isPlain(header) || !wanted.contains(name) || found.containsKey(name)) {
      tar.skipNBytes(padded);
      return;
    }
    if (size > LARGEST_FILE) {
      throw new IOException(name + " is larger than " + (LARGEST_FILE >> 20) + " MiB");
    }
    var bytes = tar.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException("it ends too early");
    }
    found.put(name, bytes);
    tar.skipNBytes(padded - size);
  }

  private static boolean isPlain(byte[] header) {
    return header[156] == '0' || header[156] == 0;
  }

  /// In lower case and without the chart's folder; empty for what lies deeper or has no folder.
  private static String name(byte[] header) {
    boolean isUstar = text(header, 257, 5).equals("ustar");
    var prefix = isUstar ? text(header, 345, 155) : "";
    var name = text(header, 0, 100);
    var path = prefix.isEmpty() ? name : prefix + "/" + name;
    var parts = (path.startsWith("./") ? path.substring(2) : path).split("/", -1);
    return parts.length == 2 ? parts[1].toLowerCase(Locale.ROOT) : "";
  }

  private static long size(byte[] header) throws IOException {
    var digits = text(header, 124, 12).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("an entry has no size");
    }
    return Long.parseLong(digits, 8);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
