package portolan.edge.gate;

import org.springframework.http.server.reactive.ServerHttpRequest;

/// Paths as they will be understood behind the gate: decoded, without parameters of segments, runs
/// of slashes as one.
public final class Paths {
  private Paths() {}

  /// The path of a request; empty when it has none.
  public static String plain(ServerHttpRequest request) {
    var path = request.getURI().getPath();
    return path == null ? "" : path.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
  }
}
