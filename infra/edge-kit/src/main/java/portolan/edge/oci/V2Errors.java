package portolan.edge.oci;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import portolan.edge.error.Errors;
import portolan.edge.identity.RequestIds;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Sends errors to registry clients, with the headers that belong to them.
final class V2Errors {
  private V2Errors() {}

  /// An answer that has begun cannot become an error any more: then the connection is cut.
  static Mono<Void> answer(
      Throwable failure, ServerHttpRequest request, ServerHttpResponse response) {
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    if (Errors.refusal(failure).orElse(null) instanceof Refusal.RangeInvalid range) {
      response.getHeaders().set(HttpHeaders.RANGE, received(range.offset()));
    }
    return write(Errors.forRegistry(failure, RequestIds.of(request)), response);
  }

  /// The answer to a HEAD loses its body on the way and must be ended by itself.
  static Mono<Void> write(ErrorAnswer error, ServerHttpResponse response) {
    var headers = response.getHeaders();
    if (error.status() != 416) {
      headers.clearContentHeaders();
    }
    return ErrorJson.write(response, error).then(Mono.defer(response::setComplete));
  }

  /// What an upload has, as `Range` says it: the last byte is named, also when there is none yet.
  static String received(long offset) {
    return "0-" + Math.max(0, offset - 1);
  }
}
