package portolan.edge.oci;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.OciWording;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.message.Unread;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// The entrance of the registry protocol, in front of everything else that speaks HTTP.
///
/// Order: the path, the method, the caller, the project, the right, the endpoint. Whoever fails at
/// the project or the right gets one and the same answer, so that nobody learns which projects
/// exist.
public final class V2Router implements HttpHandler {
  static final String REQUEST_ID = "X-Request-ID";
  private static final String VERSION = "Docker-Distribution-Api-Version";

  private static final ErrorAnswer ENCODED =
      ErrorAnswer.of(415, "UNSUPPORTED", "bodies are taken as they are, without Content-Encoding");

  private final Function<ServerHttpRequest, Mono<Caller>> callers;
  private final Rights rights;
  private final Queries queries;
  private final Map<V2Operation, V2Endpoint> endpoints = new EnumMap<>(V2Operation.class);

  /// @param callers finds out who makes a request
  /// @param endpoints what this node answers; other operations are 405 here
  public V2Router(
      Function<ServerHttpRequest, Mono<Caller>> callers,
      Rights rights,
      Queries queries,
      List<? extends V2Endpoint> endpoints) {
    this.callers = callers;
    this.rights = rights;
    this.queries = queries;
    for (var endpoint : endpoints) {
      for (var operation : endpoint.operations()) {
        if (this.endpoints.put(operation, endpoint) != null) {
          throw new IllegalArgumentException("two endpoints for " + operation);
        }
      }
    }
  }

  /// Whether a raw path is for this router.
  public static boolean claims(String rawPath) {
    return rawPath.startsWith("/v2/") || rawPath.equals("/v2");
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    response.getHeaders().set(VERSION, "registry/2.0");
    response.getHeaders().set("X-Content-Type-Options", "nosniff");
    Mono<Void> answer;
    try {
      answer = routed(request, response);
    } catch (RuntimeException e) {
      answer = Mono.error(e);
    }
    return answer.onErrorResume(failure -> V2Errors.answer(failure, request, response));
  }

  private Mono<Void> routed(ServerHttpRequest request, ServerHttpResponse response) {
    var path = V2Path.parse(request.getURI().getRawPath());
    if (path instanceof V2Path.Malformed(var why)) {
      identifyRequest(request, response);
      return V2Errors.refuse(seen(why, request.getMethod()), request, response);
    }
    var operation = V2Operation.of(path, request.getMethod()).orElse(null);
    var endpoint = operation == null ? null : endpoints.get(operation);
    if (operation == null || endpoint == null) {
      identifyRequest(request, response);
      return notSupported(path, request, response);
    }
    return callers
        .apply(request)
        .flatMap(caller -> {
          response.getHeaders().set(REQUEST_ID, caller.requestId());
          return admitted(new Asked(request, response, operation, path, caller), endpoint);
        });
  }

  private record Asked(
      ServerHttpRequest request,
      ServerHttpResponse response,
      V2Operation operation,
      V2Path path,
      Caller caller) {
    V2Exchange in(@Nullable ProjectRef project) {
      return new V2Exchange(request, response, operation, path, caller, project);
    }
  }

  private Mono<Void> admitted(Asked asked, V2Endpoint endpoint) {
    return switch (asked.path()) {
      case V2Path.InRepository in -> inRepository(asked, in.repository(), endpoint);
      case V2Path.Catalog _ ->
          rights.maySystem(asked.caller(), asked.operation().permission())
              ? endpoint.answer(asked.in(null))
              : challenge(asked, Challenge.catalog(asked.caller()));
      case V2Path.Base _, V2Path.Malformed _ ->
          asked.caller().anonymous()
              ? challenge(asked, Challenge.base(asked.caller()))
              : endpoint.answer(asked.in(null));
    };
  }

  private Mono<Void> inRepository(Asked asked, RepositoryName name, V2Endpoint endpoint) {
    var caller = asked.caller();
    if (caller.authentication().equals("none") || caller.wrongCredentials()) {
      return challenge(asked, name);
    }
    return queries
        .ask(new ResolveProject(name.project()))
        .flatMap(found ->
            found.isPresent()
                ? inProject(asked, found.get(), name, endpoint)
                : noProject(asked, name));
  }

  private Mono<Void> inProject(
      Asked asked, ProjectRef project, RepositoryName name, V2Endpoint endpoint) {
    return rights
        .may(asked.caller(), project, name, asked.operation().permission())
        .flatMap(may -> may ? answered(asked.in(project), endpoint) : challenge(asked, name));
  }

  private static Mono<Void> answered(V2Exchange exchange, V2Endpoint endpoint) {
    if (!exchange.operation().writes()) {
      return endpoint.answer(exchange);
    }
    var encoding = exchange.header(HttpHeaders.CONTENT_ENCODING).orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      return V2Errors.write(ENCODED, exchange.request(), exchange.response());
    }
    var unread = new Unread();
    exchange
        .response()
        .beforeCommit(() -> Mono.fromRunnable(() -> unread.tell(exchange.headers())));
    return endpoint.answer(exchange).contextWrite(unread::into);
  }

  /// Only who may see every project learns that one does not exist.
  private static Mono<Void> noProject(Asked asked, RepositoryName name) {
    return asked.caller().administrator()
        ? Mono.error(new Refusal.ProjectUnknown(name.project().value()).asException())
        : challenge(asked, name);
  }

  private static Mono<Void> challenge(Asked asked, RepositoryName name) {
    var from =
        asked.operation() == V2Operation.START_UPLOAD
            ? new QueryString(asked.request().getURI().getRawQuery()).value("from")
            : Optional.<String>empty();
    return challenge(
        asked,
        Challenge.repository(
            asked.caller(), name, asked.operation(), from.flatMap(V2Router::repository)));
  }

  private static Optional<RepositoryName> repository(String text) {
    try {
      return Optional.of(RepositoryName.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Mono<Void> challenge(Asked asked, Challenge challenge) {
    asked.response().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge.header());
    return V2Errors.write(challenge.answer(), asked.request(), asked.response());
  }

  private static Mono<Void> notSupported(
      V2Path path, ServerHttpRequest request, ServerHttpResponse response) {
    response.getHeaders().set(HttpHeaders.ALLOW, V2Operation.methods(path));
    var refusal = new Refusal.Unsupported(request.getMethod() + " on this path");
    return V2Errors.write(OciWording.of(refusal), request, response);
  }

  /// A tag that cannot exist is simply not there, for those who read.
  private static Refusal seen(Refusal why, HttpMethod method) {
    return why instanceof Refusal.TagInvalid(var tag) && method != HttpMethod.PUT
        ? new Refusal.ArtifactUnknown(tag)
        : why;
  }

  private static void identifyRequest(ServerHttpRequest request, ServerHttpResponse response) {
    var given = request.getHeaders().getFirst(REQUEST_ID);
    boolean usable =
        given != null
            && !given.isEmpty()
            && given.length() <= 64
            && given.chars().allMatch(c -> c > ' ' && c < 127);
    response
        .getHeaders()
        .set(REQUEST_ID, usable && given != null ? given : UUID.randomUUID().toString());
  }
}
