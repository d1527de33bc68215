package portolan.server.configuration;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the cache is.
///
/// @param url `redis://host:port`, or `rediss://` with TLS
public record RedisAddress(String url, @Nullable String password) {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");

  /// Whether a text names a Redis.
  static boolean isOne(String url) {
    try {
      var uri = URI.create(url);
      return uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The same without the password.
  @Override
  public String toString() {
    return url.replaceAll("//[^@/]*@", "//");
  }
}
