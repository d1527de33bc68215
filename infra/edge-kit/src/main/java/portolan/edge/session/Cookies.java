package portolan.edge.session;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;

/// Puts cookies into answers, in the spelling that clients know.
public final class Cookies {
  private Cookies() {}

  /// Adds a cookie, in place of one of the same name.
  public static void put(ServerHttpResponse response, ResponseCookie cookie) {
    var headers = response.getHeaders();
    var all = new ArrayList<>(headers.getOrEmpty(HttpHeaders.SET_COOKIE));
    all.removeIf(other -> other.startsWith(cookie.getName() + "="));
    all.add(cookie.toString());
    headers.put(HttpHeaders.SET_COOKIE, List.copyOf(all));
  }
}
