package portolan.edge.gate;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import portolan.edge.identity.RequestIds;
import portolan.edge.identity.Surroundings;
import portolan.edge.session.Cookies;
import portolan.edge.session.SessionCookie;
import portolan.edge.session.Sessions;
import reactor.core.publisher.Mono;

/// Lets a request that a browser may have been tricked into change nothing: one that brings a
/// session's cookie, or that signs in, must show that it comes from a page of ours.
///
/// Requests that bring no session are not asked, so that programs with a password need no token.
/// Where a session's cookie is missing one is given, as Harbor does; it is nobody's until somebody
/// signs in.
public final class CsrfGate implements HttpHandler {
  static final String HEADER = "X-Harbor-CSRF-Token";
  private static final String COOKIE = "_gorilla_csrf";
  private static final String OWN = "/c/";
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private final HttpHandler behind;
  private final CsrfTokens tokens;
  private final Sessions sessions;
  private final Surroundings surroundings;

  /// @param key signs the tokens; the same on every node
  public CsrfGate(
      HttpHandler behind, byte[] key, Sessions sessions, Surroundings surroundings, Clock clock) {
    this.behind = behind;
    this.tokens = new CsrfTokens(key, clock);
    this.sessions = sessions;
    this.surroundings = surroundings;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var path = Paths.plain(request);
    boolean session = request.getCookies().containsKey(SessionCookie.NAME);
    boolean safe = SAFE.contains(request.getMethod());
    boolean asked =
        path.startsWith(OWN) || session && (!safe || isUnder(path, "/api/", "/v2/", "/service/"));
    var problem = asked ? shown(request, response, safe) : null;
    if (problem != null) {
      return refused(problem, request, response);
    }
    if (SessionCookie.of(request).isEmpty() && isUnder(path, OWN, "/api/")) {
      Cookies.put(response, SessionCookie.holding(sessions.draw(), secure(request)));
    }
    return behind.handle(request, response);
  }

  /// Gives the token for the next request.
  ///
  /// @return what is wrong with the token of this one
  private @Nullable String shown(
      ServerHttpRequest request, ServerHttpResponse response, boolean safe) {
    var cookie = request.getCookies().getFirst(COOKIE);
    var known = cookie == null ? null : tokens.opened(cookie.getValue()).orElse(null);
    var token = known == null ? tokens.draw() : known;
    if (known == null) {
      Cookies.put(response, cookie(tokens.sealed(token), secure(request)));
    }
    response.getHeaders().set(HEADER, tokens.masked(token));
    if (safe) {
      return null;
    }
    return isForeign(request)
        ? "the request comes from a page of another site"
        : problem(known, request.getHeaders().getFirst(HEADER));
  }

  /// Browsers say from where a page was loaded. A proxy may have taken scheme and port for its own.
  private boolean isForeign(ServerHttpRequest request) {
    var origin = request.getHeaders().getOrigin();
    return origin != null && !host(origin).equals(surroundings.externalUrl(request).getHost());
  }

  private static String host(String origin) {
    try {
      return Objects.requireNonNullElse(new URI(origin).getHost(), "");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private @Nullable String problem(byte @Nullable [] known, @Nullable String header) {
    if (header == null || header.isEmpty()) {
      return "CSRF token not found in request";
    }
    return known != null && tokens.fits(known, header) ? null : "CSRF token invalid";
  }

  private static Mono<Void> refused(
      String problem, ServerHttpRequest request, ServerHttpResponse response) {
    response.getHeaders().set(RequestIds.HEADER, RequestIds.of(request));
    return ErrorJson.write(response, ErrorAnswer.of(403, "FORBIDDEN", problem));
  }

  private boolean secure(ServerHttpRequest request) {
    return "https".equals(surroundings.externalUrl(request).getScheme());
  }

  private static boolean isUnder(String path, String... starts) {
    return Stream.of(starts).anyMatch(path::startsWith);
  }

  private static ResponseCookie cookie(String value, boolean secure) {
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .secure(secure)
        .maxAge(CsrfTokens.LIFE)
        .path("/")
        .sameSite("Strict")
        .build();
  }
}
