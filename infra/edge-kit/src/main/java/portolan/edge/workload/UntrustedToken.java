package portolan.edge.workload;

/// A token that is not believed.
public final class UntrustedToken extends Exception {
  private static final long serialVersionUID = 1;

  public UntrustedToken(String why) {
    super(why);
  }

  UntrustedToken(String why, Throwable cause) {
    super(why, cause);
  }
}
