package portolan.edge.oidc;

import portolan.edge.outside.Certificates;

/// The provider did not answer, or with something that is not to be believed.
final class ProviderFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  ProviderFailure(String what) {
    super(what);
    this.what = what;
  }

  /// @param what counts unless the cause is that the provider's certificate is not believed
  ProviderFailure(String what, Throwable cause) {
    super(what, cause);
    this.what = Certificates.doubted(cause) ? "the provider's certificate is not trusted" : what;
  }

  /// In words for people, without anything that the provider said.
  String what() {
    return what;
  }
}
