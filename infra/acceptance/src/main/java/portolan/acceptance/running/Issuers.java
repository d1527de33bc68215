package portolan.acceptance.running;

import java.net.URI;

/// Where a provider of identity tokens may be started that every registry of the tests lists.
public final class Issuers {
  /// Its issuer. Nobody answers there until a test starts a provider.
  public static final URI LISTED = URI.create("http://127.0.0.1:" + Ports.free());

  private Issuers() {}
}
