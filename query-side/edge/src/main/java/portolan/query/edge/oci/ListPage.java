package portolan.query.edge.oci;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import portolan.edge.oci.V2Exchange;
import portolan.language.refusal.Refusal;

/// Which part of a list a client asks for.
///
/// @param size how many entries the answer has at most
/// @param after entries after this one; empty for the beginning
/// @param nothing the client asked for no entries at all
record ListPage(int size, String after, boolean nothing) {
  /// The largest page that `n` can ask for.
  static final int LARGEST = 1000;

  private static final Optional<Integer> ZERO = Optional.of(0);

  /// Reads `n` and `last`; an empty one counts as none.
  ///
  /// @param whole how many entries an answer has when the client does not say
  /// @throws portolan.language.refusal.RefusedException `ParameterInvalid` when `n` is no number
  static ListPage of(V2Exchange exchange, int whole) {
    var after = exchange.parameter("last").orElse("");
    var n = exchange.parameter("n").filter(text -> !text.isEmpty()).map(ListPage::number);
    return new ListPage(
        n.map(wanted -> Math.min(wanted, LARGEST)).orElse(whole), after, n.equals(ZERO));
  }

  private static int number(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Refusal.ParameterInvalid("n", "n must be a number and not negative").asException();
    }
    return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
  }

  /// One more than the page holds: whether it comes tells whether to link on.
  int wanted() {
    return size + 1;
  }

  /// The entries of this page, and the link to the next one when there is more.
  List<String> cut(List<String> found, V2Exchange exchange, String path) {
    if (found.size() <= size) {
      return found;
    }
    var page = found.subList(0, size);
    link(exchange, path, page.getLast(), "");
    return page;
  }

  /// Tells where the list goes on.
  ///
  /// @param filter further parameters, each with its leading `&`
  void link(V2Exchange exchange, String path, String last, String filter) {
    var encoded = URLEncoder.encode(last, StandardCharsets.UTF_8);
    exchange
        .headers()
        .set(
            HttpHeaders.LINK,
            "<" + path + "?last=" + encoded + "&n=" + size + filter + ">; rel=\"next\"");
  }
}
