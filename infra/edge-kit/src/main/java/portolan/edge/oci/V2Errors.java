package portolan.edge.oci;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBufferUtils;
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
  /// An unread body longer than this closes the connection instead of being read to its end.
  private static final long PATIENCE_BYTES = 1 << 20;

  /// Of a body up to this length the rest is read and dropped first, since a client that is still
  /// sending when the connection closes never sees why.
  private static final long DROPPED_BYTES = 64 << 20;

  private static final Duration DROPPED_WITHIN = Duration.ofSeconds(20);

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
    return write(Errors.forRegistry(failure, RequestIds.of(request)), request, response);
  }

  /// The answer to a HEAD loses its body on the way and must be ended by itself.
  static Mono<Void> write(
      ErrorAnswer error, ServerHttpRequest request, ServerHttpResponse response) {
    var headers = response.getHeaders();
    if (error.status() != 416) {
      headers.clearContentHeaders();
    }
    if (longBody(request)) {
      headers.set(HttpHeaders.CONNECTION, "close");
    }
    return dropped(request)
        .then(Mono.defer(() -> ErrorJson.write(response, error)))
        .then(Mono.defer(response::setComplete));
  }

  /// Reads what the client is still sending. A body that an endpoint has begun to read is left to
  /// it, and one that the client holds back until it is asked for is not asked for.
  private static Mono<Void> dropped(ServerHttpRequest request) {
    var headers = request.getHeaders();
    if (!longBody(request)
        || headers.getContentLength() > DROPPED_BYTES
        || headers.containsHeader(HttpHeaders.EXPECT)) {
      return Mono.empty();
    }
    var seen = new AtomicLong();
    return request
        .getBody()
        .map(piece -> {
          int count = piece.readableByteCount();
          DataBufferUtils.release(piece);
          return seen.addAndGet(count);
        })
        .takeUntil(count -> count > DROPPED_BYTES)
        .then()
        .timeout(DROPPED_WITHIN, Mono.empty())
        .onErrorComplete();
  }

  /// What an upload has, as `Range` says it: the last byte is named, also when there is none yet.
  static String received(long offset) {
    return "0-" + Math.max(0, offset - 1);
  }

  private static boolean longBody(ServerHttpRequest request) {
    var headers = request.getHeaders();
    return headers.getContentLength() > PATIENCE_BYTES
        || headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
