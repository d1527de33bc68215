package portolan.server.web;

import java.util.Optional;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.oci.V2Router;
import reactor.core.publisher.Mono;

/// Where every request comes in: the registry protocol goes straight to its router, everything else
/// to Spring's dispatcher.
final class Entrance implements HttpHandler {
  private final Optional<V2Router> registry;
  private final HttpHandler rest;

  Entrance(Optional<V2Router> registry, HttpHandler rest) {
    this.registry = registry;
    this.rest = rest;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    return registry
        .filter(_ -> V2Router.claims(request.getURI().getRawPath()))
        .<HttpHandler>map(router -> router)
        .orElse(rest)
        .handle(request, response);
  }
}
