package portolan.eventstore;

import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/// From every revision ever released to the present one. Empty until a first event has a second
/// revision.
public final class Upcasters {
  private Upcasters() {}

  public static EventUpcasterChain chain() {
    return new EventUpcasterChain();
  }
}
