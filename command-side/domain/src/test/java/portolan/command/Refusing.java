package portolan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

/// The refusal of a decision, as a value.
public final class Refusing {
  private Refusing() {}

  public static void assertRefused(ThrowingCallable decision, Refusal expected) {
    var refused = catchThrowableOfType(RefusedException.class, decision);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.refusal()).isEqualTo(expected);
  }
}
