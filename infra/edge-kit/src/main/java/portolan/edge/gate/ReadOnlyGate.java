package portolan.edge.gate;

import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.configuration.Configurations;
import portolan.edge.error.ErrorJson;
import portolan.edge.error.Errors;
import portolan.edge.identity.Caller;
import portolan.edge.identity.RequestIds;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;

/// Lets nobody change anything while the registry is set to be read only; signing in, and setting
/// it back, are no changes in this sense.
public final class ReadOnlyGate implements HttpHandler {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> EXCEPT =
      Set.of(
          "PUT /api/v2.0/configurations",
          "POST /c/login",
          "POST /c/userExists",
          "POST /c/oidc/onboard",
          "POST /service/token",
          "POST /service/token/exchange");

  private final HttpHandler behind;
  private final Configurations configurations;
  private final Function<ServerHttpRequest, Mono<Caller>> callers;

  /// @param callers finds out who makes a request, so that a refusal can be recorded
  public ReadOnlyGate(
      HttpHandler behind,
      Configurations configurations,
      Function<ServerHttpRequest, Mono<Caller>> callers) {
    this.behind = behind;
    this.configurations = configurations;
    this.callers = callers;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    if (SAFE.contains(request.getMethod())
        || EXCEPT.contains(request.getMethod() + " " + Paths.plain(request))) {
      return behind.handle(request, response);
    }
    return configurations
        .now()
        .map(now -> now.truth(Setting.READ_ONLY))
        .onErrorReturn(false) // what cannot be asked now cannot be written either
        .flatMap(closed -> closed ? refused(request, response) : behind.handle(request, response));
  }

  private Mono<Void> refused(ServerHttpRequest request, ServerHttpResponse response) {
    var id = RequestIds.of(request);
    response.getHeaders().set(RequestIds.HEADER, id);
    var refusal = Errors.forApi(new Refusal.ReadOnly().asException(), id);
    return callers
        .apply(request)
        .doOnNext(caller -> caller.keepWith(request))
        .onErrorComplete(RefusedException.class)
        .then(Mono.defer(() -> ErrorJson.write(response, refusal)));
  }
}
