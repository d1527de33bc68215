package portolan.command.edge.oci;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a chunk belongs, as `Content-Range` says it in this protocol: `0-19`, both ends included,
/// without a unit.
///
/// @param first the chunk's first byte
/// @param last its last byte
record ContentRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /// Empty when the text is no range, or one that ends before it begins.
  static Optional<ContentRange> of(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var range = new ContentRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
    return Optional.of(range).filter(it -> it.first() <= it.last());
  }

  long length() {
    return last - first + 1;
  }
}
