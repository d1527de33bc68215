package portolan.edge.workload;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;

/// The keys of one issuer, by its discovery document.
///
/// They are fetched again when they are old, or when a token names one that is not there; the
/// latter at most twice in [#PACE], whatever tokens come.
final class IssuerKeys {
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PACE = Duration.ofSeconds(30);

  private final JWKSource<SecurityContext> source;

  private IssuerKeys(JWKSource<SecurityContext> source) {
    this.source = source;
  }

  /// Asks the issuer where its keys are. Blocking.
  static IssuerKeys discover(String issuer, ResourceRetriever web) throws UntrustedToken {
    try {
      var document = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
      var found =
          JSONObjectUtils.parse(web.retrieveResource(URI.create(document).toURL()).getContent());
      if (!issuer.equals(JSONObjectUtils.getString(found, "issuer"))) {
        throw new UntrustedToken("the issuer calls itself otherwise");
      }
      var keys = JSONObjectUtils.getURI(found, "jwks_uri");
      if (keys == null || !speaksAs(issuer, keys)) {
        throw new UntrustedToken("the issuer names no place for its keys that is safe");
      }
      return new IssuerKeys(
          JWKSourceBuilder.<SecurityContext>create(keys.toURL(), web)
              .cache(KEPT.toMillis(), PATIENCE.toMillis())
              .refreshAheadCache(false)
              .rateLimited(PACE.toMillis())
              .build());
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new UntrustedToken("the issuer does not describe itself", e);
    }
  }

  JWKSource<SecurityContext> source() {
    return source;
  }

  /// An issuer that is known by TLS must not hand on to a place that is not.
  private static boolean speaksAs(String issuer, URI keys) {
    var scheme = keys.getScheme();
    return "https".equals(scheme) || "http".equals(scheme) && issuer.startsWith("http:");
  }
}
