package portolan.edge.api;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import portolan.language.refusal.Refusal;

/// Numbers of things, as clients write them.
public final class Ids {
  private Ids() {}

  /// The number as one that a thing can have. Nothing has the number 0, which stands for one that
  /// is absent or beyond all numbers, so that it is not found rather than an error.
  public static int of(@Nullable Long written) {
    return written == null || written < 0 || written > Integer.MAX_VALUE ? 0 : written.intValue();
  }

  /// The same where whoever looks for it would name what it got: a number that nothing has is
  /// refused here, by the name that it was asked for.
  public static int of(@Nullable Long written, LongFunction<Refusal> unknown) {
    int id = of(written);
    if (id == 0) {
      throw unknown.apply(written == null ? 0 : written).asException();
    }
    return id;
  }

  /// The number of a group in a path, which is above 0 or an error.
  public static long ofGroup(long written) {
    if (written <= 0) {
      throw new Refusal.ParameterInvalid("group_id", "invalid group id: " + written).asException();
    }
    return written;
  }
}
