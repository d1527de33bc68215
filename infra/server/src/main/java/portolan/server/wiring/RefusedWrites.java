package portolan.server.wiring;

import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.edge.identity.Caller;
import portolan.edge.visit.Visitors;
import portolan.language.visit.Visit;
import reactor.core.publisher.Mono;

/// Notices writes that are refused for want of a right, by a rule, or for being too many. Who has
/// not signed in, or not rightly, is asked to, which is no refusal yet.
final class RefusedWrites {
  private static final int LONGEST_PATH = 300;
  private static final Set<HttpStatus> REFUSALS =
      Set.of(
          HttpStatus.UNAUTHORIZED,
          HttpStatus.FORBIDDEN,
          HttpStatus.PRECONDITION_FAILED,
          HttpStatus.TOO_MANY_REQUESTS);

  private final Visitors visitors;

  RefusedWrites(Visitors visitors) {
    this.visitors = visitors;
  }

  HttpHandler over(HttpHandler inner) {
    return (request, response) -> {
      var operation = operation(request.getMethod());
      if (operation.isPresent()) {
        response.beforeCommit(() ->
            Mono.fromRunnable(() -> {
              if (response.getStatusCode() instanceof HttpStatus status
                  && REFUSALS.contains(status)) {
                note(request, operation.get());
              }
            }));
      }
      return inner.handle(request, response);
    };
  }

  private void note(ServerHttpRequest request, String operation) {
    if (request.getAttributes().get(Caller.ATTRIBUTE) instanceof Caller caller
        && !caller.anonymous()) {
      var path = request.getURI().getRawPath();
      visitors.refused(
          new Visitors.Deed(
              caller.actor(),
              caller.authentication(),
              operation,
              "request",
              path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path,
              null,
              null,
              null,
              caller.address(),
              caller.agent(),
              Visit.Effect.ALL),
          caller.requestId());
    }
  }

  private static Optional<String> operation(HttpMethod method) {
    return switch (method.name()) {
      case "POST" -> Optional.of("create");
      case "PUT", "PATCH" -> Optional.of("update");
      case "DELETE" -> Optional.of("delete");
      default -> Optional.empty();
    };
  }
}
