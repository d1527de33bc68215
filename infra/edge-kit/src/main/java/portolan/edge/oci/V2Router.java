package portolan.edge.oci;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.identity.Caller;
import portolan.edge.identity.RequestIds;
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
    response.getHeaders().set(RequestIds.HEADER, RequestIds.of(request));
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
      throw seen(why, request.getMethod()).asException();
    }
    var operation = V2Operation.of(path, request.getMethod()).orElse(null);
    var endpoint = operation == null ? null : endpoints.get(operation);
    if (operation == null || endpoint == null) {
      response.getHeaders().set(HttpHeaders.ALLOW, V2Operation.methods(path));
      throw new Refusal.Unsupported(request.getMethod() + " on this path").asException();
    }
    return callers
        .apply(request)
        .doOnNext(caller -> caller.keepWith(request))
        .flatMap(
            caller -> admitted(new Asked(request, response, operation, path, caller), endpoint));
  }

  private record Asked(
      ServerHttpRequest request,
      ServerHttpResponse response,
      V2Operation operation,
      V2Path path,
      Caller caller) {
    /// A client that has a token counts on what the token opens; it needs another one.
    boolean byBadToken() {
      return caller.authentication().equals("bearer") && caller.wrongCredentials();
    }

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
              : challenge(asked, Challenge.catalog(asked.caller(), asked.request()));
      case V2Path.Base _, V2Path.Malformed _ ->
          asked.caller().anonymous()
              ? challenge(asked, Challenge.base(asked.caller(), asked.request()))
              : endpoint.answer(asked.in(null));
    };
  }

  private Mono<Void> inRepository(Asked asked, RepositoryName name, V2Endpoint endpoint) {
    var caller = asked.caller();
    if (caller.authentication().equals("none") || asked.byBadToken()) {
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
      return V2Errors.write(ENCODED, exchange.response());
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
    return challenge(
        asked,
        Challenge.repository(
            asked.caller(), asked.request(), name, asked.operation(), source(asked)));
  }

  /// The repository to mount from. Whose token is good and lacks the push alone is asked for that
  /// alone: skopeo up to 1.9 cannot read a second scope then.
  private static Optional<RepositoryName> source(Asked asked) {
    boolean lacksPush = asked.caller().authentication().equals("bearer") && !asked.byBadToken();
    return asked.operation() == V2Operation.START_UPLOAD && !lacksPush
        ? new QueryString(asked.request().getURI().getRawQuery())
            .value("from")
            .flatMap(V2Router::repository)
        : Optional.empty();
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
    return V2Errors.write(challenge.answer(), asked.response());
  }

  /// What cannot exist is simply not there, for those who read. A HEAD has no words anyway: a
  /// client that asks so before it pushes goes on and is told by the push what is wrong with its
  /// name.
  private static Refusal seen(Refusal why, HttpMethod method) {
    return switch (why) {
      case Refusal.TagInvalid(var tag) when method != HttpMethod.PUT ->
          new Refusal.ArtifactUnknown(tag);
      case Refusal.NameInvalid(var name, _) when method == HttpMethod.HEAD ->
          new Refusal.RepositoryUnknown(name);
      default -> why;
    };
  }
}
