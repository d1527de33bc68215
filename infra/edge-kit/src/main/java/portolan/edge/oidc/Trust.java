package portolan.edge.oidc;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Which TLS certificates of a provider are believed: the machine's, or any when an administrator
/// has said so.
record Trust(boolean verify) {

  /// Empty for the machine's own.
  Optional<SSLSocketFactory> sockets() {
    if (verify) {
      return Optional.empty();
    }
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      return Optional.of(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void apply(HTTPRequest request) {
    sockets()
        .ifPresent(factory -> {
          request.setSSLSocketFactory(factory);
          request.setHostnameVerifier((_, _) -> true);
        });
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
