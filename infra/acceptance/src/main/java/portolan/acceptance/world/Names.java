package portolan.acceptance.world;

import java.util.concurrent.atomic.AtomicInteger;

/// Names that no other test uses.
public final class Names {
  private static final AtomicInteger USED = new AtomicInteger();

  private Names() {}

  public static String fresh(String kind) {
    return kind + "-" + USED.incrementAndGet();
  }
}
