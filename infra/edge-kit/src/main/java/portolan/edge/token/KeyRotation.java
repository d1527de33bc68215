package portolan.edge.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Keeps a node's keys up to date and makes a new one when the newest has been in use for long.
///
/// A new key is stored, and so published and taken up by every node, well before anything is signed
/// with it. What an old key has signed stays good until it expires. Of all nodes one makes the key.
public final class KeyRotation {
  /// How often a node has to call [#tend].
  public static final Duration PACE = Duration.ofMinutes(1);

  /// Between making a key and signing with it: time enough for every node to tend, and for others
  /// to ask for the published keys again.
  static final Duration NOTICE = Duration.ofMinutes(10);

  private final Store store;
  private final HeldKeys held;
  private final Duration every;
  private final Duration tokenLife;
  private final Clock clock;

  /// Where all nodes find the ring.
  public interface Store {
    KeyRing read();

    void write(KeyRing ring);

    /// Does the work unless another node is at it.
    void alone(Runnable work);
  }

  /// @param every how long a key signs; zero for ever
  public KeyRotation(Store store, HeldKeys held, Duration every, Duration tokenLife, Clock clock) {
    this.store = store;
    this.held = held;
    this.every = every;
    this.tokenLife = tokenLife;
    this.clock = clock;
  }

  /// Takes up what another node has made, and makes a key when one is due.
  ///
  /// @return the key that this node has made
  public Optional<SigningKey> tend() {
    held.replace(store.read());
    if (!due(held.ring())) {
      return Optional.empty();
    }
    var before = held.ring().newest();
    store.alone(this::rotate);
    return Optional.of(held.ring().newest()).filter(key -> !key.equals(before));
  }

  private void rotate() {
    var ring = store.read();
    if (due(ring)) {
      var now = clock.instant();
      ring = ring.rotate(now, now.plus(NOTICE), tokenLife);
      store.write(ring);
    }
    held.replace(ring);
  }

  private boolean due(KeyRing ring) {
    return every.isPositive()
        && !clock.instant().isBefore(ring.newest().since().plus(every).minus(NOTICE));
  }
}
