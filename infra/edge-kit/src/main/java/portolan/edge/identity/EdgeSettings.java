package portolan.edge.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an installation says about its edge.
///
/// @param externalUrl scheme and authority under which clients reach the service; empty to follow
///   the `Host` header
/// @param trustedProxies CIDR ranges whose `X-Forwarded-For`, `X-Forwarded-Proto` and `Forwarded`
///   are believed
/// @param tokenLife how long a registry token is good
/// @param wrongSignIns how many wrong sign-ins a minute one address may make for one name
public record EdgeSettings(
    Optional<URI> externalUrl, List<String> trustedProxies, Duration tokenLife, int wrongSignIns) {

  public static final EdgeSettings DEFAULT =
      new EdgeSettings(Optional.empty(), List.of(), Duration.ofMinutes(30), 10);

  public EdgeSettings {
    trustedProxies = List.copyOf(trustedProxies);
    externalUrl = externalUrl.map(EdgeSettings::withoutPath);
  }

  private static URI withoutPath(URI url) {
    var scheme = url.getScheme();
    if (url.getRawAuthority() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "the external URL must look like https://registry.example.com, not " + url);
    }
    return URI.create(scheme + "://" + url.getRawAuthority());
  }
}
