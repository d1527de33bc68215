package portolan.command.edge.api;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/// The answers without a body.
final class Replies {
  static final String ROOT = "/api/v2.0";

  private Replies() {}

  /// 200 when the work is done.
  static Mono<ResponseEntity<Void>> ok(Mono<?> work) {
    return work.then(Mono.fromSupplier(() -> ResponseEntity.ok().build()));
  }

  /// 201 with a path below the API's root, already escaped.
  static ResponseEntity<Void> created(String path) {
    return ResponseEntity.created(URI.create(ROOT + path)).build();
  }

  /// 201 with the path of the request and a number below it.
  static ResponseEntity<Void> createdBelow(ServerHttpRequest request, int id) {
    return ResponseEntity.created(URI.create(request.getURI().getRawPath() + "/" + id)).build();
  }
}
