package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.Registry;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// A deleted repository that is too large to go at once is emptied step by step, whatever happens,
/// and others hardly notice.
@Tag("alone")
class ClearingRepositoriesTest {
  private static final int ARTIFACTS = Integer.getInteger("portolan.artifacts", 1_600);

  private static final int MANY = 4_000;

  /// What goes before the deletion is answered.
  private static final int AT_ONCE = 1_000;

  private static final int CLIENTS = 16;
  private static final int TAGGED_EVERY = 10;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goesOnAfterTheProgramWasKilledInTheMiddle() throws Exception {
    try (var registry = Single.started()) {
      var project = new World(registry).projectOf(1L << 40);
      var kept = project.repository("kept").push("1", Image.of("stays"));
      var large = project.repository("large");
      fill(large, MANY);
      assertThat(large.client().delete(large.api())).hasStatus(200);
      for (int kill = 1; kill <= 2; kill++) {
        awaitDeleted(registry, AT_ONCE + 400 * kill);
        registry.program().kill();
        assertThat(deleted(registry)).as("killed in the middle").isLessThan(MANY);
        assertThat(cleared(registry)).isZero();
        registry.program().start();
        assertNothingListed(project, large);
      }
      awaitCleared(registry, Duration.ofMinutes(2));
      assertThat(deleted(registry)).isEqualTo(MANY);
      assertThat(cleared(registry)).isEqualTo(1);
      assertThat(project.used()).isEqualTo(kept.size());
      assertNothingListed(project, large);
      assertThat(project.repository("kept").manifest("1")).hasBody(kept.manifest().bytes());

      var again = large.push("1", Image.of("another of the same name"));
      assertThat(large.tags()).containsExactly("1");
      assertThat(project.used()).isEqualTo(kept.size() + again.size());
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void letsOthersPushAndPullMeanwhile() throws Exception {
    try (var registry = Single.started()) {
      var project = new World(registry).projectOf(1L << 40);
      var other = project.repository("other");
      other.push("1", Image.of("pulled meanwhile"));
      var large = project.repository("large");
      var filling = timed(() -> fill(large, ARTIFACTS));
      var quiet = new Latencies();
      for (int i = 0; i < 50; i++) {
        quiet.pushAndPull(other, "before-" + i);
      }
      var busy = new Latencies();
      var answered = timed(() -> assertThat(large.client().delete(large.api())).hasStatus(200));
      var clearing =
          timed(() -> {
            for (int i = 0; cleared(registry) == 0; i++) {
              busy.pushAndPull(other, "meanwhile-" + i);
            }
          });
      assertThat(large.client().get(large.api())).isRefused(404, "NOT_FOUND");
      System.out.println(
          "%,d artifacts pushed in %s; deletion answered in %s, cleared after %s; others before: %s; meanwhile: %s"
              .formatted(ARTIFACTS, filling, answered, clearing, quiet, busy));
      assertThat(busy.worst()).as("the longest wait of another").isLessThan(Duration.ofSeconds(15));
    }
  }

  /// Pushes the smallest manifests that there are, each another one, some under a tag.
  private static void fill(Repository repository, int artifacts) throws InterruptedException {
    var next = new AtomicInteger();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.submit(() -> {
          for (int i = next.getAndIncrement(); i < artifacts; i = next.getAndIncrement()) {
            var manifest = smallest(i);
            repository.pushManifest(i % TAGGED_EVERY == 0 ? "t" + i : manifest.digest(), manifest);
          }
        });
      }
    }
    assertThat(repository.client().get(repository.api()).json().path("artifact_count").asInt())
        .isEqualTo(artifacts);
  }

  private static Content smallest(int number) {
    return Content.text(
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[],\"annotations\":{\"n\":\"%d\"}}"
                .formatted(Image.OCI_INDEX, number))
        .as(Image.OCI_INDEX);
  }

  private static void assertNothingListed(Project project, Repository large) {
    assertThat(large.client().get(large.api())).isRefused(404, "NOT_FOUND");
    assertThat(large.client().get(large.api() + "/artifacts").status()).isEqualTo(404);
    assertThat(large.client().get(large.path("tags/list")).status()).isEqualTo(404);
    assertThat(large.manifest(smallest(MANY - 1).digest()).status()).isEqualTo(404);
    assertThat(large.client().get(project.api() + "/repositories").each("/name"))
        .isEqualTo(List.of(project.name() + "/kept"));
  }

  private static void awaitDeleted(Registry registry, int artifacts) throws InterruptedException {
    var end = Instant.now().plusSeconds(60);
    while (deleted(registry) < artifacts) {
      assertThat(Instant.now()).as("clearing goes on").isBefore(end);
      Thread.sleep(5);
    }
  }

  private static void awaitCleared(Registry registry, Duration limit) throws InterruptedException {
    var end = Instant.now().plus(limit);
    while (cleared(registry) == 0) {
      assertThat(Instant.now()).as("clearing comes to its end").isBefore(end);
      Thread.sleep(200);
    }
  }

  private static long deleted(Registry registry) {
    return events(registry, "artifact-deleted");
  }

  private static long cleared(Registry registry) {
    return events(registry, "repository-cleared");
  }

  private static long events(Registry registry, String type) {
    return registry.database().number("SELECT count(*) FROM event WHERE type = ?", type);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Duration timed(Step step) throws Exception {
    var began = Instant.now();
    step.run();
    return Duration.between(began, Instant.now());
  }
}
