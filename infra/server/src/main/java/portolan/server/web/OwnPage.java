package portolan.server.web;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;

/// What every answer of our own pages says to browsers.
final class OwnPage {
  private OwnPage() {}

  /// @param policy what it may load, and from where
  static ServerResponse.BodyBuilder answer(MediaType type, String policy) {
    return ServerResponse.ok()
        .contentType(type)
        .header("Content-Security-Policy", policy)
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache");
  }
}
