package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.Dependent;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// Every pull is on record, and once, whatever dies.
@Tag("alone")
class CountingPullsTest {
  /// Pulls are written every second.
  private static final int WRITTEN_AFTER_MILLIS = 2_500;

  private static final int PULLS = 25;
  private static final int ROUNDS = 3;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void losesNoneThatIsOlderThanTheWritingIntervalWhenTheProgramIsKilled() throws Exception {
    try (var registry = Single.started()) {
      var repository = pushed(registry);
      for (int round = 1; round <= ROUNDS; round++) {
        pull(repository);
        awaitWritten(registry, round * PULLS);
        registry.program().kill();
        registry.program().start();
        assertCounted(repository, round * PULLS);
      }
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void countsNoneTwiceWhenTheDatabaseIsCutOffAtTheCommit() throws Exception {
    try (var registry = Dependent.started()) {
      var repository = pushed(registry);
      registry.cutting().cut("visits-recorded");
      for (int round = 1; round <= ROUNDS; round++) {
        pull(repository);
        int before = registry.cutting().cuts();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (registry.cutting().cuts() == before) {
          assertThat(System.nanoTime()).as("a commit is cut off").isLessThan(end);
          Thread.sleep(50);
        }
      }
      registry.cutting().cut("");
      assertCounted(repository, ROUNDS * PULLS);
      // What is tried again is tried within the second.
      Thread.sleep(WRITTEN_AFTER_MILLIS);
      assertCounted(repository, ROUNDS * PULLS);
      assertThat(written(registry)).isEqualTo(ROUNDS * PULLS);
    }
  }

  private static void awaitWritten(Registry registry, int pulls) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (written(registry) < pulls) {
      assertThat(System.nanoTime()).as("pulls are written by and by").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static long written(Registry registry) {
    return registry
        .database()
        .number("SELECT coalesce(sum(times), 0) FROM visit WHERE operation = 'pull' AND allowed");
  }

  private static Repository pushed(Registry registry) {
    var repository = new World(registry).privateProject().repository("pulled");
    repository.push("1", Image.of("a layer"));
    return repository;
  }

  private static void pull(Repository repository) {
    for (int i = 0; i < PULLS; i++) {
      assertThat(repository.manifest("1")).hasStatus(200);
    }
  }

  private static void assertCounted(Repository repository, int pulls) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (counted(repository) < pulls && System.nanoTime() < end) {
      Thread.sleep(200);
    }
    assertThat(counted(repository)).isEqualTo(pulls);
  }

  private static int counted(Repository repository) {
    return repository.client().get(repository.api()).json().path("pull_count").asInt();
  }
}
