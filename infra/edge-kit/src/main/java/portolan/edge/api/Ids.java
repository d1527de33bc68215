package portolan.edge.api;

import org.jspecify.annotations.Nullable;

/// Numbers of things, as clients write them.
public final class Ids {
  private Ids() {}

  /// The number as one that a thing can have. Nothing has the number 0, which stands for one that
  /// is absent or beyond all numbers, so that it is not found rather than an error.
  public static int of(@Nullable Long written) {
    return written == null || written < 0 || written > Integer.MAX_VALUE ? 0 : written.intValue();
  }
}
