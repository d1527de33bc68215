package portolan.query.follow;

import portolan.language.event.Position;

/// Someone else has moved the position: this writer must stand back and read it again.
final class NotTheWriterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTheWriterException(Position expected) {
    super("the read models are no longer at position " + expected.index());
  }
}
