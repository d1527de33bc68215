package portolan.edge.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// Takes only a server whose certificate has the name that it was called by. The common name counts
/// where no other names are in it.
///
/// Source: RFC 6125, section 6.4.4.
final class NamedServer extends SSLSocketVerifier {
  private final SSLSocketVerifier names = new HostNameSSLSocketVerifier(true, false);

  @Override
  public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
    try {
      names.verifySSLSocket(host, port, socket);
    } catch (LDAPException e) {
      var untrusted = new SSLPeerUnverifiedException("the certificate is not for " + host);
      untrusted.initCause(e);
      throw new LDAPException(ResultCode.CONNECT_ERROR, "the server has another name", untrusted);
    }
  }
}
