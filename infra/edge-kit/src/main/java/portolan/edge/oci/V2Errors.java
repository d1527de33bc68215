package portolan.edge.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.OciWording;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes errors in the registry's form. A refusal is an answer; a fault is logged once, and the
/// client learns only the request's id.
final class V2Errors {
  private static final Logger LOG = LoggerFactory.getLogger(V2Errors.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final ErrorAnswer FAULT = ErrorAnswer.of(500, "UNKNOWN", "internal server error");

  /// An unread body longer than this closes the connection instead of being read to its end.
  private static final long PATIENCE_BYTES = 1 << 20;

  private V2Errors() {}

  static Mono<Void> answer(
      Throwable failure, ServerHttpRequest request, ServerHttpResponse response) {
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    if (failure instanceof RefusedException refused) {
      return refuse(refused.refusal(), request, response);
    }
    LOG.error(
        "request {} failed: {} {}",
        response.getHeaders().getFirst(V2Router.REQUEST_ID),
        request.getMethod(),
        request.getURI().getRawPath(),
        failure);
    return write(FAULT, request, response);
  }

  static Mono<Void> refuse(
      Refusal refusal, ServerHttpRequest request, ServerHttpResponse response) {
    if (refusal instanceof Refusal.RangeInvalid range) {
      response.getHeaders().set(HttpHeaders.RANGE, "0-" + Math.max(0, range.offset() - 1));
    }
    return write(OciWording.of(refusal), request, response);
  }

  static Mono<Void> write(
      ErrorAnswer error, ServerHttpRequest request, ServerHttpResponse response) {
    var headers = response.getHeaders();
    if (error.status() != 416) {
      headers.clearContentHeaders();
    }
    response.setStatusCode(HttpStatusCode.valueOf(error.status()));
    headers.set(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
    if (error.retryAfterSeconds() > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(error.retryAfterSeconds()));
    }
    if (longBody(request)) {
      headers.set(HttpHeaders.CONNECTION, "close");
    }
    var body = JSON.writeValueAsBytes(Map.of("errors", entries(error)));
    headers.setContentLength(body.length);
    return request.getMethod() == HttpMethod.HEAD
        ? response.setComplete()
        : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private static List<Map<String, Object>> entries(ErrorAnswer error) {
    return error.details().isEmpty()
        ? List.of(entry(error, null))
        : error.details().stream().map(detail -> entry(error, detail)).toList();
  }

  private static Map<String, Object> entry(ErrorAnswer error, @Nullable Object detail) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("code", error.code());
    entry.put("message", error.message());
    if (detail != null) {
      entry.put("detail", detail);
    }
    return entry;
  }

  private static boolean longBody(ServerHttpRequest request) {
    var headers = request.getHeaders();
    return headers.getContentLength() > PATIENCE_BYTES
        || headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
