package portolan.edge.error;

import java.util.Locale;
import portolan.language.refusal.Refusal;

/// What both surfaces say in the same words.
final class Sentences {
  static final String INTERNAL = "internal server error";
  static final String UNAVAILABLE = "the service is not available just now, try again";
  static final String READ_ONLY =
      "The system is in read only mode. Any modification is prohibited.";
  static final int RETRY_SECONDS = 5;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int LONGEST_QUOTE = 256;

  private Sentences() {}

  static String taken(String name, String email) {
    return "user %s or email %s already exists".formatted(name, email);
  }

  /// Harbor's sentence, which tools look for, and what is left.
  static String quota(Refusal.QuotaExceeded quota) {
    return "%s %s of storage resource, which when updated to current usage of %s will exceed the configured upper limit of %s."
        .formatted(
            quota.requested() > 0 ? "adding" : "subtracting",
            size(quota.requested()),
            size(quota.used()),
            size(quota.limit()));
  }

  /// Harbor's sentence, which build pipelines look for.
  static String immutable(Refusal.TagImmutable refusal) {
    return "Failed to process request due to '%s:%s' configured as immutable."
        .formatted(refusal.repository().path(), refusal.tag());
  }

  /// The same when the tag would be removed.
  static String kept(Refusal.TagProtected refusal) {
    return "the tag %s configured as immutable, cannot be deleted".formatted(refusal.tag());
  }

  static String uploads(int limit) {
    return "more than " + limit + " uploads are open; finish or cancel one";
  }

  static String tooLarge(long limit) {
    return "the body is larger than " + size(limit);
  }

  static String attempts(int seconds) {
    return "too many wrong sign-ins; try again in " + seconds + " seconds";
  }

  /// Harbor's opening of every complaint about a body or parameter.
  static String validation(String why) {
    return "validation failure list:\n" + why;
  }

  /// Bytes as people read them: `1.5 MiB`, a whole number without its point.
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    var text = String.format(Locale.ROOT, "%.1f", value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " " + UNITS[unit];
  }

  /// What a client sent, given back without control characters and not at any length.
  static String quoted(String text) {
    return '"' + plain(text) + '"';
  }

  /// The same without quotes.
  static String plain(String text) {
    var shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
