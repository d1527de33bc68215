package portolan.edge.gate;

import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Paths as they will be understood behind the gate: decoded, without parameters of segments, runs
/// of slashes as one.
public final class Paths {
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  private Paths() {}

  /// The path of a request; empty when it has none.
  public static String plain(ServerHttpRequest request) {
    var path = request.getURI().getPath();
    if (path == null) {
      return "";
    }
    var bare = path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
    return bare.contains("//") ? SLASHES.matcher(bare).replaceAll("/") : bare;
  }
}
