package portolan.edge.identity;

import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// One name for each request, the client's own where it is sane. It is in the answer, in the log
/// and in every event that the request leads to.
///
/// An id of ours is derived from the server's own name for the request, so it needs no place to be
/// remembered.
public final class RequestIds {
  public static final String HEADER = "X-Request-ID";
  private static final int LONGEST = 128;
  private static final long PROCESS = UUID.randomUUID().getMostSignificantBits();
  private static final long VARIANT = 0x8000000000000000L;

  private RequestIds() {}

  /// The request's id; the same at every call for one request.
  public static String of(ServerHttpRequest request) {
    var given = request.getHeaders().getFirst(HEADER);
    return given != null && sane(given) ? given : derived(request.getId());
  }

  private static String derived(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return new UUID(PROCESS, VARIANT | (hash >>> 2)).toString();
  }

  private static boolean sane(String id) {
    return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
