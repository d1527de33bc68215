package portolan.edge.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.RefusedException;
import portolan.language.visit.RecordVisits;
import portolan.language.visit.Visit;

class VisitorsTest {
  private final List<Visit> written = new ArrayList<>();
  private final Hands clock = new Hands();
  private final List<String> groups = new ArrayList<>();
  private boolean broken;
  private boolean silent;
  private final Visitors visitors = new Visitors(this::keep, new PlainVault(), clock);

  @Test
  void countTheSamePullOnceWithItsTimes() {
    for (int i = 0; i < 5; i++) {
      visitors.done(pull("v1"), "r" + i);
    }
    visitors.done(pull("v2"), "other");
    visitors.writeDone();
    assertThat(written).extracting(Visit::times).containsExactlyInAnyOrder(5, 1);
    assertThat(written).extracting(Visit::requestId).containsExactlyInAnyOrder("r0", "other");
    visitors.writeDone();
    assertThat(written).as("each once").hasSize(2);
  }

  @Test
  void loseNoPullWhileTheLogIsAwayAndStopPullsAfterAMinute() {
    broken = true;
    visitors.done(pull("v1"), "r");
    visitors.writeDone();
    visitors.requireRoom();
    clock.now = clock.now.plusSeconds(61);
    visitors.writeDone();
    assertThatThrownBy(visitors::requireRoom).isInstanceOf(RefusedException.class);
    broken = false;
    visitors.writeDone();
    visitors.requireRoom();
    assertThat(written).extracting(Visit::times).containsExactly(1);
  }

  @Test
  void giveAGroupTheSameNameWhenItsOutcomeWasLost() {
    silent = true;
    visitors.done(pull("v1"), "r");
    visitors.writeDone();
    visitors.done(pull("v2"), "r");
    visitors.writeDone();
    silent = false;
    visitors.writeDone();
    assertThat(groups).hasSize(4);
    assertThat(groups.subList(0, 3)).containsOnly(groups.getFirst());
    assertThat(groups.getLast()).isNotEqualTo(groups.getFirst());
    assertThat(written.getLast().resource()).isEqualTo("v2");
  }

  @Test
  void makeFewEntriesOfAFloodOfRefusals() {
    for (int i = 0; i < 10_000; i++) {
      visitors.refused(pull("name-" + i), "");
    }
    visitors.writeAll();
    assertThat(written).hasSize(Visitors.MOST_REFUSALS + 1);
    assertThat(written.stream().mapToInt(Visit::times).sum()).isEqualTo(10_000);
    assertThat(written).noneMatch(Visit::allowed);
  }

  @Test
  void countEveryPullWhileGroupsAreWritten() throws InterruptedException {
    int each = 200_000;
    var pullers = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++) {
      pullers.add(
          Thread.ofPlatform()
              .start(() -> IntStream.range(0, each).forEach(_ -> visitors.done(pull("v1"), ""))));
    }
    while (pullers.stream().anyMatch(Thread::isAlive)) {
      visitors.writeDone();
    }
    visitors.writeDone();
    assertThat(written.stream().mapToInt(Visit::times).sum()).isEqualTo(2 * each);
  }

  private static Visitors.Deed pull(String what) {
    return new Visitors.Deed(
        Actor.user(7),
        "basic",
        "pull",
        "artifact",
        what,
        null,
        null,
        null,
        "10.0.0.1",
        "podman",
        Visit.Effect.ALL);
  }

  private void keep(RecordVisits visits) {
    if (broken) {
      throw new IllegalStateException("away");
    }
    groups.add(visits.group());
    written.addAll(visits.visits());
    if (silent) {
      throw new IllegalStateException("the connection broke at the commit");
    }
  }

  private static final class PlainVault implements Vault {
    @Override
    public Sealed seal(PersonId person, String text) {
      return new Sealed(person, text);
    }

    @Override
    public void erase(PersonId person) {}

    @Override
    public Optional<String> open(Sealed sealed) {
      return Optional.empty();
    }
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-10-01T12:00:00Z");

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
