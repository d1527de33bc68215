package portolan.server.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/// Counts and times every request by operation, method and status class.
public final class RequestMetrics {
  private final MeterRegistry registry;
  private final Map<Label, Timer> timers = new ConcurrentHashMap<>();
  private final LongAdder inFlight = new LongAdder();
  private final Counter uploaded;

  private record Label(RequestKind kind, HttpMethod method, int statusClass) {}

  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("portolan.http.requests.in.flight", inFlight, LongAdder::sum);
    this.uploaded =
        Counter.builder("portolan.uploads.bytes")
            .description("Bytes announced by upload requests that succeeded")
            .register(registry);
  }

  /// The same handler, measured.
  public HttpHandler measured(HttpHandler handler) {
    return (request, response) -> {
      var began = System.nanoTime();
      inFlight.increment();
      return whole(handler, request, response)
          .doFinally(signal -> finished(request, response, signal, began));
    };
  }

  private static Mono<Void> whole(
      HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
    try {
      return handler.handle(request, response);
    } catch (RuntimeException e) {
      return Mono.error(e);
    }
  }

  private void finished(
      ServerHttpRequest request, ServerHttpResponse response, SignalType signal, long began) {
    inFlight.decrement();
    var kind = RequestKind.of(request.getURI().getRawPath());
    int status = signal == SignalType.CANCEL ? 4 : statusClass(response.getStatusCode());
    timer(new Label(kind, known(request.getMethod()), status))
        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    if (kind == RequestKind.UPLOAD && status == 2) {
      uploaded.increment(Math.max(0, request.getHeaders().getContentLength()));
    }
  }

  private static int statusClass(@Nullable HttpStatusCode status) {
    return status == null ? 2 : status.value() / 100;
  }

  // A caller can send any word as a method; a label must not grow with what callers send.
  private static HttpMethod known(HttpMethod method) {
    for (var known : HttpMethod.values()) {
      if (known.equals(method)) {
        return known;
      }
    }
    return HttpMethod.TRACE;
  }

  private Timer timer(Label label) {
    var known = timers.get(label);
    return known != null ? known : timers.computeIfAbsent(label, this::made);
  }

  private Timer made(Label label) {
    return Timer.builder("portolan.http.requests")
        .description("Requests by operation")
        .tag("operation", label.kind.label())
        .tag("method", label.method.name())
        .tag("status", label.statusClass + "xx")
        .serviceLevelObjectives(
            java.time.Duration.ofMillis(1),
            java.time.Duration.ofMillis(5),
            java.time.Duration.ofMillis(20),
            java.time.Duration.ofMillis(100),
            java.time.Duration.ofMillis(500),
            java.time.Duration.ofSeconds(5))
        .register(registry);
  }
}
