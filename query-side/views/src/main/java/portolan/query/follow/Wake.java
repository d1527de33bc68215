package portolan.query.follow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes one sleeping thread. A call while nobody sleeps is remembered once.
final class Wake {
  private final Semaphore calls = new Semaphore(0);

  void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /// Sleeps until called, at most for a while.
  void await(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      calls.drainPermits();
    }
  }
}
