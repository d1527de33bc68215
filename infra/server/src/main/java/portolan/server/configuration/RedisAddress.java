package portolan.server.configuration;

import org.jspecify.annotations.Nullable;

/// Where the cache is.
///
/// @param url `redis://host:port`, or `rediss://` with TLS
public record RedisAddress(String url, @Nullable String password) {

  /// The same without the password.
  @Override
  public String toString() {
    return url.replaceAll("//[^@/]*@", "//");
  }
}
