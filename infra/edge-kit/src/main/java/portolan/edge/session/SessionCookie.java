package portolan.edge.session;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// The cookie that names a session. No script reads it, no other site sends it along with more than
/// a link, and it goes over TLS alone where clients come over TLS.
public final class SessionCookie {
  public static final String NAME = "sid";

  private SessionCookie() {}

  /// The id that a request brings; what does not look like one is none.
  public static Optional<String> of(ServerHttpRequest request) {
    return Optional.ofNullable(request.getCookies().getFirst(NAME))
        .map(it -> it.getValue())
        .filter(Sessions::looksLikeAnId);
  }

  /// @param secure whether clients come over TLS
  public static ResponseCookie holding(String id, boolean secure) {
    return flagged(id, secure).build();
  }

  /// Makes the browser forget it.
  public static ResponseCookie gone(boolean secure) {
    return flagged("", secure).maxAge(Duration.ZERO).build();
  }

  private static ResponseCookie.ResponseCookieBuilder flagged(String id, boolean secure) {
    return ResponseCookie.from(NAME, id).httpOnly(true).secure(secure).path("/").sameSite("Lax");
  }
}
