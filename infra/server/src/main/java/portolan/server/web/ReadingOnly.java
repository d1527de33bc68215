package portolan.server.web;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import portolan.edge.gate.Paths;
import portolan.edge.identity.RequestIds;
import reactor.core.publisher.Mono;

/// The API of a node that only answers questions: whatever changes something is refused here, and
/// so is signing in with a browser, which may make an account. A token changes nothing.
public final class ReadingOnly implements HttpHandler {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String SIGN_IN = "/c/";
  private static final String TOKEN = "/service/token";
  private static final ErrorAnswer ELSEWHERE =
      ErrorAnswer.of(
          405, "UNSUPPORTED", "this node only reads; writes go to a node with the role command");

  private final HttpHandler behind;

  public ReadingOnly(HttpHandler behind) {
    this.behind = behind;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var path = Paths.plain(request);
    var reads = SAFE.contains(request.getMethod()) && !path.startsWith(SIGN_IN);
    return reads || path.equals(TOKEN)
        ? behind.handle(request, response)
        : refused(request, response);
  }

  private static Mono<Void> refused(ServerHttpRequest request, ServerHttpResponse response) {
    response.getHeaders().set(RequestIds.HEADER, RequestIds.of(request));
    response.getHeaders().setAllow(SAFE);
    return ErrorJson.write(response, ELSEWHERE);
  }
}
