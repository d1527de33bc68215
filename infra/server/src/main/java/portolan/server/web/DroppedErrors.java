package portolan.server.web;

import io.netty.handler.timeout.ReadTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.refusal.RefusedException;
import portolan.server.connection.Outages;
import reactor.core.publisher.Hooks;

/// Errors that come when nobody waits for them any more. That a client's body stopped on its way,
/// or that a database is away, is told to its request first, and once more to nobody.
final class DroppedErrors {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

  private DroppedErrors() {}

  /// From now on they are logged here, in the whole program.
  static void log() {
    Hooks.onErrorDropped(DroppedErrors::log);
  }

  private static void log(Throwable failure) {
    if (failure instanceof ReadTimeoutException
        || failure instanceof RefusedException
        || Outages.areBehind(failure)) {
      LOG.debug("what was answered otherwise meanwhile", failure);
    } else {
      LOG.error("an error came too late for its request", failure);
    }
  }
}
