package portolan.server.operations;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import reactor.core.publisher.Mono;

/// The questions of load balancers and orchestrators. Answers name what is missing and nothing
/// more, since anyone may ask.
final class Probes {
  private final Health health;
  private final ApplicationAvailability availability;

  Probes(Health health, ApplicationAvailability availability) {
    this.health = health;
    this.availability = availability;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET("/livez", _ -> ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).bodyValue("ok\n"))
        .GET("/readyz", _ -> ready())
        .path("/api/v2.0/health", nested -> nested.route(_ -> true, this::harborHealth))
        .build();
  }

  private Mono<ServerResponse> ready() {
    var missing = health.missing();
    if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
      missing.add("stopping");
    }
    var degraded = health.degraded();
    var status = missing.isEmpty() ? (degraded.isEmpty() ? "ready" : "degraded") : "not ready";
    return json(
        missing.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        "{\"status\":\"%s\",\"missing\":[%s],\"degraded\":[%s]}"
            .formatted(status, quoted(missing.stream()), quoted(degraded.stream())));
  }

  /// Harbor's components, each with the part of Portolan that does its work.
  private enum Component {
    core("database", "projection"),
    database("database"),
    jobservice("database"),
    portal,
    redis("redis"),
    registry("blobs", "database"),
    registryctl("blobs");

    private final List<String> needs;

    Component(String... needs) {
      this.needs = List.of(needs);
    }
  }

  private Mono<ServerResponse> harborHealth(ServerRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return notAllowed(request);
    }
    var components =
        Stream.of(Component.values())
            .map(component ->
                "{\"name\":\"%s\",\"status\":\"%s\"}".formatted(component, state(component)))
            .collect(Collectors.joining(","));
    var whole = Stream.of(Component.values()).allMatch(this::isWell) ? "healthy" : "unhealthy";
    return json(
        HttpStatus.OK, "{\"components\":[%s],\"status\":\"%s\"}".formatted(components, whole));
  }

  private static Mono<ServerResponse> notAllowed(ServerRequest request) {
    var answer =
        ErrorAnswer.of(
            405,
            "METHOD_NOT_ALLOWED",
            "method " + request.method() + " is not allowed, but [GET] are");
    return ServerResponse.status(answer.status())
        .header("Content-Type", ErrorJson.CONTENT_TYPE)
        .header("Allow", "GET")
        .bodyValue(ErrorJson.bytes(answer));
  }

  private String state(Component component) {
    return isWell(component) ? "healthy" : "unhealthy";
  }

  private boolean isWell(Component component) {
    return component.needs.stream().allMatch(health::isWell);
  }

  private static String quoted(Stream<String> names) {
    return names.map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
  }

  private static Mono<ServerResponse> json(HttpStatus status, String body) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .bodyValue(body);
  }
}
