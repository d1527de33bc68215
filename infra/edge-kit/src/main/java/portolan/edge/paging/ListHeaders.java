package portolan.edge.paging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import portolan.language.list.PageRequest;

/// Says how long a list is (`X-Total-Count`) and where the pages beside this one are (`Link`).
public final class ListHeaders {
  /// What may stand in the query of a link: not `<`, `>` and `"`, which end the link or a part of
  /// it, and not `&`, `#`, `%`, `+`, `;` and blanks, which would mean something else to who
  /// follows.
  private static final String UNESCAPED = "-._~*:/,@!()=$'?[]{}|\\^`";

  private ListHeaders() {}

  public static void write(ServerWebExchange exchange, PageRequest page, long total) {
    var headers = exchange.getResponse().getHeaders();
    headers.set("X-Total-Count", Long.toString(total));
    var links = links(exchange.getRequest(), page, total);
    if (!links.isEmpty()) {
      headers.set(HttpHeaders.LINK, String.join(" , ", links));
    }
  }

  private static List<String> links(ServerHttpRequest request, PageRequest page, long total) {
    var links = new ArrayList<String>();
    if (page.pageSize() == 0) {
      return links;
    }
    if (page.page() > 1 && (page.page() - 1L) * page.pageSize() <= total) {
      links.add(link(request, page, page.page() - 1L, "prev"));
    }
    if ((long) page.page() * page.pageSize() < total) {
      links.add(link(request, page, page.page() + 1L, "next"));
    }
    return links;
  }

  private static String link(ServerHttpRequest request, PageRequest page, long to, String rel) {
    var parameters = new TreeMap<String, List<String>>(request.getQueryParams());
    parameters.put("page", List.of(Long.toString(to)));
    parameters.put("page_size", List.of(Integer.toString(page.pageSize())));
    var query = new ArrayList<String>();
    parameters.forEach((name, values) ->
        values.forEach(value -> query.add(escaped(name) + "=" + escaped("" + value))));
    return "<%s?%s>; rel=\"%s\""
        .formatted(request.getURI().getRawPath(), String.join("&", query), rel);
  }

  /// As readable as Harbor's, which escapes nothing, but never a way to break the header.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
      escaped.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }
}
