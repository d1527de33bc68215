package portolan.edge.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes errors in the form that OCI and Harbor share: `{"errors":[{"code","message","detail"}]}`.
public final class ErrorJson {
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ErrorJson() {}

  public static byte[] bytes(ErrorAnswer answer) {
    var entries =
        answer.details().isEmpty()
            ? List.of(entry(answer))
            : answer.details().stream().map(detail -> detailed(answer, detail)).toList();
    return MAPPER.writeValueAsBytes(Map.of("errors", entries));
  }

  /// Sends the answer: status, headers and body. Headers already set stay. Who did not send a whole
  /// request cannot send another one after it. A HEAD request gets the same without the body, which
  /// the server leaves out by itself.
  public static Mono<Void> write(ServerHttpResponse response, ErrorAnswer answer) {
    var body = bytes(answer);
    response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
    response.getHeaders().set(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    response.getHeaders().setContentLength(body.length);
    if (answer.status() == 408) {
      response.getHeaders().setConnection("close");
    }
    if (answer.retryAfterSeconds() > 0) {
      response
          .getHeaders()
          .set(HttpHeaders.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
    }
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static Map<String, Object> entry(ErrorAnswer answer) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("code", answer.code());
    entry.put("message", answer.message());
    return entry;
  }

  private static Map<String, Object> detailed(ErrorAnswer answer, Object detail) {
    var entry = entry(answer);
    entry.put("detail", detail);
    return entry;
  }
}
