package portolan.edge.oidc;

/// The provider did not answer, or with something that is not to be believed.
final class ProviderFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  ProviderFailure(String what) {
    super(what);
    this.what = what;
  }

  ProviderFailure(String what, Throwable cause) {
    super(what, cause);
    this.what = what;
  }

  /// In words for people, without anything that the provider said.
  String what() {
    return what;
  }
}
