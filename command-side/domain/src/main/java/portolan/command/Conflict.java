package portolan.command;

/// Someone else changed the same thing at the same moment. The transaction is void; handling the
/// command again from the start settles it.
public final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Conflict(Throwable cause) {
    super("changed by someone else at the same moment", cause);
  }
}
