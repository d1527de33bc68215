package portolan.query.follow;

import portolan.language.event.Recorded;

/// An event that a projection cannot take. It is not skipped.
final class PoisonEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Recorded event;

  PoisonEventException(Recorded event, Throwable cause) {
    super("cannot project the event at position " + event.position().index(), cause);
    this.event = event;
  }

  Recorded event() {
    return event;
  }
}
