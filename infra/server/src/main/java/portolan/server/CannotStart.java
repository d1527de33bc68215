package portolan.server;

/// The program cannot start, and a person can do something about it. Printed as it is, without a
/// stack trace.
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param problem what is wrong, a whole sentence
  /// @param wayOut what to do about it, a whole sentence
  public CannotStart(String problem, String wayOut) {
    super(problem + " " + wayOut);
  }

  public CannotStart(String problem, String wayOut, Throwable cause) {
    super(problem + " " + wayOut, cause);
  }

  /// The whole text.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
