package portolan.command.store;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

/// What a command was refused with.
final class Refusals {
  private Refusals() {}

  static Refusal of(ThrowingCallable command) {
    return catchThrowableOfType(RefusedException.class, command).refusal();
  }
}
