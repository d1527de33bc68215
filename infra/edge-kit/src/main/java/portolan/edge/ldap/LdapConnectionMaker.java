package portolan.edge.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import portolan.edge.outside.Certificates;

/// Opens connections to the directory, over TLS where the address says so.
final class LdapConnectionMaker {
  private LdapConnectionMaker() {}

  static LDAPConnection open(LdapSettings settings) throws LDAPException {
    var address = address(settings.url());
    boolean secure = "ldaps".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? 636 : 389;
    return new LDAPConnection(
        secure ? secureSockets(settings.verify()) : SocketFactory.getDefault(),
        options(settings, secure),
        address.getHost(),
        port);
  }

  private static URI address(String url) throws LDAPException {
    try {
      var address = URI.create(url.contains("://") ? url : "ldap://" + url);
      boolean known = "ldap".equals(address.getScheme()) || "ldaps".equals(address.getScheme());
      if (known && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new LDAPException(ResultCode.PARAM_ERROR, "the LDAP URL is not ldap://host:port");
  }

  private static LDAPConnectionOptions options(LdapSettings settings, boolean secure) {
    var options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(settings.timeoutSeconds() * 1000);
    options.setResponseTimeoutMillis(settings.timeoutSeconds() * 1000L);
    options.setFollowReferrals(false);
    options.setAbandonOnTimeout(true);
    if (secure && settings.verify()) {
      options.setSSLSocketVerifier(new NamedServer());
    }
    return options;
  }

  private static SocketFactory secureSockets(boolean verify) throws LDAPException {
    try {
      var context = new Certificates(verify).context();
      return (context.isPresent() ? context.get() : SSLContext.getDefault()).getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "TLS is not to be had", e);
    }
  }
}
