package portolan.edge.error;

import static java.util.stream.Collectors.joining;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import portolan.edge.identity.RequestIds;
import reactor.core.publisher.Mono;

/// The last word on every request beside `/v2` that failed.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ApiErrors implements WebExceptionHandler {

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    var response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    var requestId = RequestIds.of(exchange.getRequest());
    response.getHeaders().set(RequestIds.HEADER, requestId);
    if (failure instanceof MethodNotAllowedException method) {
      response.getHeaders().setAllow(method.getSupportedMethods());
    }
    return ErrorJson.write(response, answer(exchange, failure, requestId));
  }

  private static ErrorAnswer answer(
      ServerWebExchange exchange, Throwable failure, String requestId) {
    if (failure instanceof ResponseStatusException web && web.getStatusCode().value() == 404) {
      var path = exchange.getRequest().getPath().value();
      return ErrorAnswer.of(404, "NOT_FOUND", "path " + Sentences.plain(path) + " was not found");
    }
    return failure instanceof MethodNotAllowedException method
        ? notAllowed(method)
        : Errors.forApi(failure, requestId);
  }

  private static ErrorAnswer notAllowed(MethodNotAllowedException method) {
    var allowed =
        method.getSupportedMethods().stream().map(HttpMethod::name).sorted().collect(joining(","));
    return ErrorAnswer.of(
        405,
        "METHOD_NOT_ALLOWED",
        "method " + method.getHttpMethod() + " is not allowed, but [" + allowed + "] are");
  }
}
