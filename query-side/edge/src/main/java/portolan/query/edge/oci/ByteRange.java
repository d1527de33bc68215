package portolan.query.edge.oci;

import java.util.Optional;

/// A part of a blob.
///
/// @param from the first byte
/// @param count how many bytes; 0 when the blob does not reach into the range
record ByteRange(long from, long count) {
  private static final String UNIT = "bytes=";

  /// Reads a `Range` header. Empty, meaning the whole blob, for several ranges, another unit or
  /// nonsense. Source: RFC 9110, 14.1.2 and 14.2.
  static Optional<ByteRange> of(String header, long size) {
    if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length()) || header.indexOf(',') >= 0) {
      return Optional.empty();
    }
    var range = header.substring(UNIT.length()).strip();
    int dash = range.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    long first = number(range.substring(0, dash));
    long last = number(range.substring(dash + 1));
    if (first == NONE) {
      return last == NONE || last == BAD ? Optional.empty() : Optional.of(suffix(last, size));
    }
    if (first == BAD || last == BAD || (last != NONE && last < first)) {
      return Optional.empty();
    }
    return Optional.of(between(first, last == NONE ? Long.MAX_VALUE : last, size));
  }

  private static final long NONE = -1;
  private static final long BAD = -2;

  private static ByteRange suffix(long count, long size) {
    long given = Math.min(count, size);
    return new ByteRange(size - given, given);
  }

  private static ByteRange between(long first, long last, long size) {
    return new ByteRange(first, Math.max(0, Math.min(last, size - 1) - first + 1));
  }

  private static long number(String digits) {
    if (digits.isEmpty()) {
      return NONE;
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return BAD;
    }
    return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
  }
}
