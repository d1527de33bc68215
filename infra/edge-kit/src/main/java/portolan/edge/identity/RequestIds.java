package portolan.edge.identity;

import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// One name for each request, the client's own where it is sane. It is in the answer, in the log
/// and in every event that the request leads to.
public final class RequestIds {
  public static final String HEADER = "X-Request-ID";
  private static final String ATTRIBUTE = "portolan.requestId";
  private static final int LONGEST = 128;

  private RequestIds() {}

  /// The request's id; the same at every call for one request.
  public static String of(ServerHttpRequest request) {
    var attributes = request.getAttributes();
    if (attributes.get(ATTRIBUTE) instanceof String known) {
      return known;
    }
    var given = request.getHeaders().getFirst(HEADER);
    var id = given != null && sane(given) ? given : UUID.randomUUID().toString();
    attributes.put(ATTRIBUTE, id);
    return id;
  }

  private static boolean sane(String id) {
    return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
