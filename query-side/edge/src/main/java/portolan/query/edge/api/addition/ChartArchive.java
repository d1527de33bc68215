package portolan.query.edge.api.addition;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
final class ChartArchive {
  /// Unpacked bytes that are looked at, at most.
  private static final long LARGEST = 64L << 20;

  private static final int MOST_ENTRIES = 10_000;
  private static final int LARGEST_FILE = 2 << 20;

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
      var header = tar.readNBytes(TarEntry.BLOCK);
      if (TarEntry.isEnd(header)) {
        return;
      }
      left -= TarEntry.BLOCK;
      take(TarEntry.of(header));
    }
  }

  private void take(TarEntry entry) throws IOException {
    long padded = entry.padded();
    left -= padded;
    if (left < 0) {
      throw new IOException("more than " + (LARGEST >> 20) + " MiB unpacked");
    }
    var name = name(entry.path());
    if (!entry.plain() || !wanted.contains(name) || found.containsKey(name)) {
      tar.skipNBytes(padded);
      return;
    }
    if (entry.size() > LARGEST_FILE) {
      throw new IOException(name + " is larger than " + (LARGEST_FILE >> 20) + " MiB");
    }
    var bytes = tar.readNBytes((int) entry.size());
    if (bytes.length < entry.size()) {
      throw new EOFException("it ends too early");
    }
    found.put(name, bytes);
    tar.skipNBytes(padded - entry.size());
  }

  /// In lower case and without the chart's folder; empty for what lies deeper or has no folder.
  private static String name(String path) {
    var parts = (path.startsWith("./") ? path.substring(2) : path).split("/", -1);
    return parts.length == 2 ? parts[1].toLowerCase(Locale.ROOT) : "";
  }
}
