package portolan.edge.paging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.refusal.Refusal;

/// Reads `page`, `page_size`, `sort` and `q` as Harbor's API does.
public final class Paging {
  private Paging() {}

  /// A page below 1 counts as 1, a size of 0 as all rows; a size above 100 is refused, as is what
  /// is no number.
  public static PageRequest page(MultiValueMap<String, String> parameters) {
    long page = number(parameters, "page", 1);
    long size = number(parameters, "page_size", PageRequest.DEFAULT_SIZE);
    if (size > PageRequest.MAX_SIZE) {
      throw invalid("page_size in query should be less than or equal to " + PageRequest.MAX_SIZE);
    }
    if (size < 0) {
      throw invalid("page_size in query should be greater than or equal to 0");
    }
    if (page > Integer.MAX_VALUE) {
      throw invalid("page in query is too large");
    }
    return new PageRequest((int) Math.max(1, page), (int) size);
  }

  /// `a,-b`: by a, then by b downwards. Keys that the operation does not offer are passed over;
  /// without any, the operation's own order.
  public static List<SortKey> sort(
      MultiValueMap<String, String> parameters, FilterKeys keys, SortKey... otherwise) {
    var order = new ArrayList<SortKey>();
    for (var word : text(parameters.getFirst("sort")).split(",", 20)) {
      boolean down = word.startsWith("-");
      keys.find(down ? word.substring(1) : word)
          .ifPresent(key -> order.add(new SortKey(key.name(), down)));
    }
    return order.isEmpty() ? List.of(otherwise) : List.copyOf(order);
  }

  /// See [FilterText].
  public static Criteria criteria(MultiValueMap<String, String> parameters, FilterKeys keys) {
    return FilterText.parse(parameters.getFirst("q"), keys);
  }

  private static long number(
      MultiValueMap<String, String> parameters, String name, long otherwise) {
    var text = text(parameters.getFirst(name));
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("-?\\d{1,18}")) {
      throw invalid(name + " in query must be of type int64: \"" + text + '"');
    }
    return Long.parseLong(text);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static RuntimeException invalid(String why) {
    return new Refusal.BodyInvalid(why).asException();
  }
}
