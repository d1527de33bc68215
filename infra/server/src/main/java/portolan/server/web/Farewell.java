package portolan.server.web;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import reactor.core.publisher.Mono;

/// Lets clients go when the program stops. A connection ends with the answer that is under way, so
/// that its next request goes to a node that stays; who comes after the last answer is sent away
/// before anything is asked that is closed already.
public final class Farewell implements SmartLifecycle {
  private static final ErrorAnswer GONE =
      ErrorAnswer.of(503, "UNAVAILABLE", "this node is stopping").retryAfter(5);

  private final ApplicationAvailability availability;
  private volatile boolean open = true;

  Farewell(ApplicationAvailability availability) {
    this.availability = availability;
  }

  /// A handler that knows when to stop.
  public HttpHandler over(HttpHandler handler) {
    return (request, response) -> {
      if (availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
        response.getHeaders().setConnection("close");
      }
      return open ? handler.handle(request, response) : gone(response);
    };
  }

  private static Mono<Void> gone(ServerHttpResponse response) {
    return ErrorJson.write(response, GONE).then(Mono.defer(response::setComplete));
  }

  @Override
  public void start() {
    open = true;
  }

  /// Called when the web server's running requests have ended, and before anything they need ends.
  @Override
  public void stop() {
    open = false;
  }

  @Override
  public boolean isRunning() {
    return open;
  }

  @Override
  public int getPhase() {
    return 1;
  }
}
