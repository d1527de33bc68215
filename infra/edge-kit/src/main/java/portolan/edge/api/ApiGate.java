package portolan.edge.api;

import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import portolan.edge.gate.Paths;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Callers;
import portolan.edge.identity.RequestIds;
import portolan.edge.message.Unread;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// What a request to the API passes first: it gets its id, an address with NUL and a body that says
/// it is too large or encoded are refused unread, and the caller is found out.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ApiGate implements WebFilter {
  /// Largest body of an API request, in bytes.
  public static final int LARGEST_BODY = 1024 * 1024;

  private static final ErrorAnswer ENCODED =
      ErrorAnswer.of(
          415, "UNSUPPORTED_MEDIA_TYPE", "bodies are taken as they are, without Content-Encoding");

  private static final Set<String> UNASKED = Set.of("/api/v2.0/ping", "/api/v2.0/health");

  private final Callers callers;

  public ApiGate(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return passed(cleaned(exchange), chain);
  }

  private Mono<Void> passed(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var headers = exchange.getResponse().getHeaders();
    headers.set(RequestIds.HEADER, RequestIds.of(request));
    if (!asksWho(request)) {
      return chain.filter(exchange);
    }
    if (hasNul(request)) {
      return Mono.error(new Refusal.ParameterInvalid("path", "contains NUL").asException());
    }
    if (request.getHeaders().getContentLength() > LARGEST_BODY) {
      return Mono.error(new Refusal.TooLarge(LARGEST_BODY).asException());
    }
    if (encoded(request)) {
      return ErrorJson.write(exchange.getResponse(), ENCODED);
    }
    var unread = new Unread();
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> unread.tell(headers)));
    return callers
        .identify(request)
        .flatMap(caller -> {
          exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
          return chain.filter(exchange);
        })
        .contextWrite(unread::into);
  }

  /// Runs of slashes count as one, and below the API one at the end as none, as Harbor takes them.
  private static ServerWebExchange cleaned(ServerWebExchange exchange) {
    var path = exchange.getRequest().getPath().value();
    var single = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    var clean =
        single.startsWith("/api/") && single.endsWith("/")
            ? single.substring(0, single.length() - 1)
            : single;
    return clean.equals(path) ? exchange : exchange.mutate().request(it -> it.path(clean)).build();
  }

  /// Whether there may be a body, and it is not sent as it is.
  private static boolean encoded(ServerHttpRequest request) {
    boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    return !reads
        && request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
            .anyMatch(it -> !it.equalsIgnoreCase("identity"));
  }

  /// No name and no value has one, and no database takes it.
  private static boolean hasNul(ServerHttpRequest request) {
    return request.getURI().toString().contains("%00");
  }

  /// Everything does but the portal's files and the signs of life and health, which must not need a
  /// database.
  private static boolean asksWho(ServerHttpRequest request) {
    var path = Paths.plain(request);
    return !UNASKED.contains(path)
        && (path.startsWith("/api/") || path.startsWith("/service/") || path.startsWith("/c/"));
  }
}
