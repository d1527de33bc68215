package portolan.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;

class RotatingKeysTest {
  private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Duration EVERY = Duration.ofDays(30);

  private final Hands clock = new Hands();
  private final Shared store = new Shared();
  private final Node one = new Node(EVERY);
  private final Node two = new Node(EVERY);

  @Test
  void makesAKeyThatEveryNodeKnowsBeforeItSigns() {
    var first = one.keys.ring().newest();
    var early = one.token();
    clock.now = START.plus(EVERY).minus(KeyRotation.NOTICE);
    assertThat(one.rotation.tend()).isPresent();
    assertThat(one.keys.ring().publish()).contains(store.ring.newest().id(), first.id());
    assertThat(one.keys.ring().current(clock.now)).isEqualTo(first);

    assertThat(two.rotation.tend()).as("the other has made it").isEmpty();
    var last = one.token();
    clock.now = clock.now.plus(KeyRotation.NOTICE);
    assertThat(one.keys.ring().current(clock.now).id()).isEqualTo(store.ring.newest().id());
    assertThat(two.tokens.verify(one.token())).isPresent();
    assertThat(two.tokens.verify(last)).as("signed by the old key").isPresent();
    assertThat(two.tokens.verify(early)).as("expired").isEmpty();
  }

  @Test
  void makesNoKeyBeforeItsTimeNorTwice() {
    clock.now = START.plus(EVERY).minus(KeyRotation.NOTICE).minusSeconds(1);
    assertThat(one.rotation.tend()).isEmpty();
    clock.now = clock.now.plusSeconds(2);
    assertThat(one.rotation.tend()).isPresent();
    assertThat(one.rotation.tend()).isEmpty();
    assertThat(store.ring.newestFirst()).hasSize(2);
  }

  @Test
  void leavesItToTheNodeThatIsAtIt() {
    clock.now = START.plus(EVERY);
    store.busy = true;
    assertThat(one.rotation.tend()).isEmpty();
    assertThat(store.ring.newestFirst()).hasSize(1);
  }

  @Test
  void forgetsAKeyWhenAllItsTokensHaveExpired() {
    var first = store.ring.newest().id();
    clock.now = START.plus(EVERY);
    one.rotation.tend();
    clock.now = clock.now.plus(EVERY);
    one.rotation.tend();
    clock.now = clock.now.plus(EVERY);
    one.rotation.tend();
    assertThat(one.keys.ring().find(first)).isEmpty();
  }

  @Test
  void keepsItsKeyForEverWhenToldTo() {
    var still = new Node(Duration.ZERO);
    clock.now = START.plus(EVERY.multipliedBy(100));
    assertThat(still.rotation.tend()).isEmpty();
  }

  private final class Node {
    private final HeldKeys keys = new HeldKeys(store.ring);
    private final Tokens tokens = new Tokens(keys, LIFE, clock);
    private final KeyRotation rotation;

    private Node(Duration every) {
      rotation = new KeyRotation(store, keys, every, LIFE, clock);
    }

    private String token() {
      return tokens.issue("dan", Actor.user(7), Optional.empty()).value();
    }
  }

  private static final class Shared implements KeyRotation.Store {
    private KeyRing ring = KeyRing.generate(START);
    private boolean busy;

    @Override
    public KeyRing read() {
      return KeyRing.read(ring.write());
    }

    @Override
    public void write(KeyRing newer) {
      ring = newer;
    }

    @Override
    public void alone(Runnable work) {
      if (!busy) {
        work.run();
      }
    }
  }

  private static final class Hands extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
