package portolan.edge.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.identity.Caller;
import portolan.language.oci.RepositoryName;

/// A 401: what was wanted, and where and for what a client gets a token.
///
/// A client that signs in with Basic credentials is told to use better ones; every other client is
/// sent to the token service. Source: Distribution token specification; Harbor's wording.
record Challenge(String header, String message) {
  private static final String BASIC = "Basic realm=\"harbor\"";

  /// For a call that names no repository.
  static Challenge base(Caller caller, ServerHttpRequest request) {
    return new Challenge(
        shown(request, "Basic ") ? BASIC : bearer(caller, request, null),
        "authentication required");
  }

  static Challenge catalog(Caller caller, ServerHttpRequest request) {
    var header = shown(request, "Bearer ") ? bearer(caller, request, "registry:catalog:*") : BASIC;
    return new Challenge(header, "unauthorized to list catalog");
  }

  /// @param from the repository to mount from, which the token must open too
  static Challenge repository(
      Caller caller,
      ServerHttpRequest request,
      RepositoryName name,
      V2Operation operation,
      Optional<RepositoryName> from) {
    var scope = "repository:" + name + ":" + operation.actions();
    var scopes = from.map(source -> scope + " repository:" + source + ":pull").orElse(scope);
    return new Challenge(
        shown(request, "Basic ") ? BASIC : bearer(caller, request, scopes),
        "unauthorized to access repository: "
            + name
            + ", action: "
            + operation.permission().action());
  }

  ErrorAnswer answer() {
    return ErrorAnswer.of(401, "UNAUTHORIZED", message);
  }

  private static String bearer(Caller caller, ServerHttpRequest request, @Nullable String scope) {
    var text = new StringBuilder(200);
    text.append("Bearer realm=\"").append(caller.externalUrl());
    text.append("/service/token\",service=\"harbor-registry\"");
    if (scope != null) {
      text.append(",scope=\"").append(scope).append('"');
    }
    if (shown(request, "Bearer ")) {
      text.append(",error=\"");
      text.append(caller.wrongCredentials() ? "invalid_token" : "insufficient_scope").append('"');
    }
    return text.toString();
  }

  /// Whether the client came with credentials of a kind, right or wrong.
  private static boolean shown(ServerHttpRequest request, String kind) {
    var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, kind, 0, kind.length());
  }
}
