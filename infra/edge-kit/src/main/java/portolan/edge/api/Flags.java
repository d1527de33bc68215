package portolan.edge.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.language.refusal.Refusal;

/// Yes and no, as clients write them in queries and headers: Harbor's words for yes and their
/// opposites, in any case. Any other word is refused; none at all says nothing.
public final class Flags {
  private Flags() {}

  /// What a parameter says, or what it would say if it were not there.
  public static boolean inQuery(String name, @Nullable String written, boolean otherwise) {
    return said(name, "query", written, otherwise);
  }

  /// The same for a header.
  public static boolean inHeader(String name, @Nullable String written) {
    return said(name, "header", written, false);
  }

  /// Reads a word.
  ///
  /// @throws IllegalArgumentException for any other
  static Boolean read(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "true", "1", "t", "yes", "y", "on", "ok", "selected", "checked", "enabled" -> true;
      case "false", "0", "f", "no", "n", "off" -> false;
      default -> throw new IllegalArgumentException("neither yes nor no");
    };
  }

  private static boolean said(
      String name, String place, @Nullable String written, boolean otherwise) {
    try {
      return written == null || written.isEmpty() ? otherwise : read(written);
    } catch (IllegalArgumentException e) {
      throw new Refusal.BodyInvalid(
              "%s in %s must be of type boolean: \"%s\"".formatted(name, place, written))
          .asException();
    }
  }
}
