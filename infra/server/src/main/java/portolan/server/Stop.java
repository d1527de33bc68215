package portolan.server;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/// Stops the program when the operating system asks: no new requests, running ones finish, then the
/// connections and the embedded servers, and the exit code says that all went well.
///
/// A signal that comes during the start is honoured after it: half started, there is nothing to
/// drain. Further signals change nothing.
final class Stop {
  private final CountDownLatch asked = new CountDownLatch(1);

  private Stop() {}

  static Stop onSignals() {
    var stop = new Stop();
    Signal.handle(new Signal("TERM"), _ -> stop.asked.countDown());
    Signal.handle(new Signal("INT"), _ -> stop.asked.countDown());
    return stop;
  }

  /// Waits until it is asked, then closes. Called on the main thread, which is no daemon: the
  /// process lives until all is closed.
  void await(ConfigurableApplicationContext context) throws InterruptedException {
    asked.await();
    context.close();
  }
}
