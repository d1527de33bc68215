package portolan.acceptance.world;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// For what happens by and by.
public final class Waiting {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 200;

  private Waiting() {}

  /// Asks again and again until it is so; an error after half a minute.
  public static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it is not so after " + LONGEST.toSeconds() + " s");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
