package portolan.edge.oci;

import static portolan.edge.access.Access.DELETE;
import static portolan.edge.access.Access.PULL;
import static portolan.edge.access.Access.PUSH;

import java.util.Optional;
import org.springframework.http.HttpMethod;
import portolan.language.access.Permission;

/// What can be done below `/v2`, and the right it takes.
public enum V2Operation {
  CHECK(PULL, false),
  LIST_REPOSITORIES(new Permission("catalog", "read"), false),
  LIST_TAGS(PULL, false),
  READ_MANIFEST(PULL, false),
  PUT_MANIFEST(PUSH, true),
  DELETE_MANIFEST(DELETE, true),
  READ_BLOB(PULL, false),
  DELETE_BLOB(DELETE, true),
  START_UPLOAD(PUSH, true),
  READ_UPLOAD(PUSH, false),
  APPEND_UPLOAD(PUSH, true),
  FINISH_UPLOAD(PUSH, true),
  CANCEL_UPLOAD(PUSH, true),
  LIST_REFERRERS(PULL, false);

  private final Permission permission;
  private final boolean writes;

  V2Operation(Permission permission, boolean writes) {
    this.permission = permission;
    this.writes = writes;
  }

  public Permission permission() {
    return permission;
  }

  /// Whether it changes something.
  public boolean writes() {
    return writes;
  }

  /// The actions that a token must name, as challenges ask for them.
  String actions() {
    return permission == PUSH ? "pull,push" : permission.action();
  }

  /// What a method on a path does; empty when the path has no such method.
  static Optional<V2Operation> of(V2Path path, HttpMethod method) {
    boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
    return switch (path) {
      case V2Path.Base _ -> when(reads, CHECK);
      case V2Path.Catalog _ -> when(reads, LIST_REPOSITORIES);
      case V2Path.Tags _ -> when(reads, LIST_TAGS);
      case V2Path.Referrers _ -> when(reads, LIST_REFERRERS);
      case V2Path.Uploads _ -> when(method == HttpMethod.POST, START_UPLOAD);
      case V2Path.Manifest _ -> reads ? Optional.of(READ_MANIFEST) : manifest(method);
      case V2Path.Blob _ ->
          reads ? Optional.of(READ_BLOB) : when(method == HttpMethod.DELETE, DELETE_BLOB);
      case V2Path.Upload _ -> reads ? Optional.of(READ_UPLOAD) : upload(method);
      case V2Path.Malformed _ -> Optional.empty();
    };
  }

  /// The methods of a path, for `Allow`.
  static String methods(V2Path path) {
    return switch (path) {
      case V2Path.Base _, V2Path.Catalog _, V2Path.Tags _, V2Path.Referrers _ -> "GET, HEAD";
      case V2Path.Uploads _ -> "POST";
      case V2Path.Manifest _ -> "DELETE, GET, HEAD, PUT";
      case V2Path.Blob _ -> "DELETE, GET, HEAD";
      case V2Path.Upload _ -> "DELETE, GET, HEAD, PATCH, PUT";
      case V2Path.Malformed _ -> "";
    };
  }

  private static Optional<V2Operation> manifest(HttpMethod method) {
    return method == HttpMethod.PUT
        ? Optional.of(PUT_MANIFEST)
        : when(method == HttpMethod.DELETE, DELETE_MANIFEST);
  }

  private static Optional<V2Operation> upload(HttpMethod method) {
    if (method == HttpMethod.PATCH) {
      return Optional.of(APPEND_UPLOAD);
    }
    return method == HttpMethod.PUT
        ? Optional.of(FINISH_UPLOAD)
        : when(method == HttpMethod.DELETE, CANCEL_UPLOAD);
  }

  private static Optional<V2Operation> when(boolean holds, V2Operation operation) {
    return holds ? Optional.of(operation) : Optional.empty();
  }
}
