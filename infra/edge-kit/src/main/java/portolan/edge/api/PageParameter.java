package portolan.edge.api;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.paging.Paging;
import portolan.language.list.PageRequest;

/// Gives a controller the [PageRequest] of its list.
final class PageParameter implements SyncHandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == PageRequest.class;
  }

  @Override
  public Object resolveArgumentValue(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    return Paging.page(exchange.getRequest().getQueryParams());
  }
}
