package portolan.edge.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  static Challenge base(Caller caller) {
    return new Challenge(basic(caller) ? BASIC : bearer(caller, null), "authentication required");
  }

  static Challenge catalog(Caller caller) {
    var header = bearerToken(caller) ? bearer(caller, "registry:catalog:*") : BASIC;
    return new Challenge(header, "unauthorized to list catalog");
  }

  /// @param from the repository to mount from, which the token must open too
  static Challenge repository(
      Caller caller, RepositoryName name, V2Operation operation, Optional<RepositoryName> from) {
    var scope = "repository:" + name + ":" + operation.actions();
    var scopes = from.map(source -> scope + " repository:" + source + ":pull").orElse(scope);
    return new Challenge(
        basic(caller) ? BASIC : bearer(caller, scopes),
        "unauthorized to access repository: "
            + name
            + ", action: "
            + operation.permission().action());
  }

  ErrorAnswer answer() {
    return ErrorAnswer.of(401, "UNAUTHORIZED", message);
  }

  private static String bearer(Caller caller, @Nullable String scope) {
    var text = new StringBuilder(200);
    text.append("Bearer realm=\"").append(caller.externalUrl());
    text.append("/service/token\",service=\"harbor-registry\"");
    if (scope != null) {
      text.append(",scope=\"").append(scope).append('"');
    }
    if (bearerToken(caller)) {
      text.append(",error=\"");
      text.append(caller.wrongCredentials() ? "invalid_token" : "insufficient_scope").append('"');
    }
    return text.toString();
  }

  private static boolean basic(Caller caller) {
    return caller.authentication().equals("basic");
  }

  private static boolean bearerToken(Caller caller) {
    return caller.authentication().equals("bearer");
  }
}
