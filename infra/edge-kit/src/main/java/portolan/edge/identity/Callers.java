package portolan.edge.identity;

import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/// Finds out who calls: by Basic credentials of a user or a robot, by a registry token (below `/v2`
/// only), or nobody.
public final class Callers {

  /// Who makes this request.
  ///
  /// Fails with [portolan.language.refusal.Refusal.TooManyAttempts] after too many wrong sign-ins
  /// and with [portolan.language.refusal.Refusal.Unavailable] when accounts cannot be read.
  public Mono<Caller> identify(ServerHttpRequest request) {
    throw new UnsupportedOperationException("comes next");
  }
}
