package portolan.acceptance.image;

import java.util.Optional;
import java.util.regex.Pattern;
import portolan.acceptance.client.Answer;

/// The header `Link` of lists that come in pages.
public final class Pages {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  private Pages() {}

  /// Path and query of the page after this one.
  public static Optional<String> next(Answer page) {
    return page.header("Link").flatMap(Pages::next);
  }

  private static Optional<String> next(String link) {
    var matcher = NEXT.matcher(link);
    return matcher.find()
        ? Optional.of(matcher.group(1).replaceFirst("^https?://[^/]+", ""))
        : Optional.empty();
  }
}
