package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.paging.ListHeaders;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import reactor.core.publisher.Mono;

/// Writes a page as a JSON list, with the headers that go with it.
final class Lists {
  static final String ROOT = "/api/v2.0";

  private Lists() {}

  static <T> Mono<List<Map<String, @Nullable Object>>> write(
      Mono<Page<T>> answer, PageRequest page, ServerWebExchange exchange, Function<T, Fields> of) {
    return answer.map(rows -> {
      ListHeaders.write(exchange, page, rows.total());
      return rows.items().stream().map(row -> of.apply(row).map()).toList();
    });
  }
}
