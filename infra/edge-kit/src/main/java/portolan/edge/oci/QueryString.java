package portolan.edge.oci;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's raw query string. Where a name is given twice the first one counts.
record QueryString(@Nullable String raw) {

  /// A parameter's decoded value; empty text when it has none.
  Optional<String> value(String name) {
    if (raw == null) {
      return Optional.empty();
    }
    int from = 0;
    while (from <= raw.length()) {
      int end = raw.indexOf('&', from);
      end = end < 0 ? raw.length() : end;
      if (raw.startsWith(name, from)) {
        int after = from + name.length();
        if (after == end) {
          return Optional.of("");
        }
        if (after < end && raw.charAt(after) == '=') {
          return Optional.of(decoded(raw.substring(after + 1, end)));
        }
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
