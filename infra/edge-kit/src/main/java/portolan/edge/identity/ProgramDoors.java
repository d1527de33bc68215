package portolan.edge.identity;

import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Where a person's secret for programs opens: the registry protocol, its tokens, and the few
/// operations of the API that programs beside them use.
final class ProgramDoors {
  private static final Pattern OPEN =
      Pattern.compile(
          "[A-Z]+ /v2(?:/.*)?|GET /service/token"
              + "|POST /api/v2\\.0/projects"
              + "|GET /api/v2\\.0/(?:projects(?:/[^/]+)?|systeminfo|labels)"
              + "|GET /api/version"
              + "|GET /api/v2\\.0/projects/[^/]+/repositories(?:/[^/]+(?:/artifacts(?:/[^/]+)?)?)?"
              + "|DELETE /api/v2\\.0/projects/[^/]+/repositories/[^/]+/artifacts/[^/]+/tags/[^/]+");

  private ProgramDoors() {}

  static boolean open(ServerHttpRequest request) {
    return OPEN.matcher(request.getMethod() + " " + request.getURI().getRawPath()).matches();
  }
}
