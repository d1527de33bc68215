package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static portolan.command.store.Images.blob;
import static portolan.command.store.Images.image;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.artifact.PushedArtifact;
import portolan.language.quota.SetStorageLimit;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

class QuotaTest {
  private static final int CLIENTS = 64;
  private static final long LAYER = 1000;
  private static final long EACH = LAYER + Images.MANIFEST_SIZE;

  private final DecidingSide side = DecidingSide.shared();

  @Test
  void neverPassesALimitAndNeverDriftsUnderConcurrentPushesAndDeletions() throws Exception {
    long limit = 20 * EACH + EACH / 2;
    var images = Images.inProject(side, limit);
    var pushes =
        IntStream.range(0, CLIENTS * 2)
            .<Callable<Boolean>>mapToObj(i -> () -> push(images, i))
            .toList();

    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var accepted = threads.invokeAll(pushes).stream().filter(QuotaTest::got).count();

      assertThat(accepted).isEqualTo(20);
      assertThat(used(images)).isEqualTo(20 * EACH).isLessThanOrEqualTo(limit);
      assertThat(side.projects.recount(images.project())).isEqualTo(used(images));

      var churn =
          IntStream.range(0, CLIENTS * 2)
              .<Callable<Boolean>>mapToObj(i -> () -> churn(images, i))
              .toList();
      threads.invokeAll(churn).forEach(QuotaTest::got);
    }
    assertThat(used(images)).isLessThanOrEqualTo(limit);
    assertThat(side.projects.recount(images.project())).isEqualTo(used(images));
  }

  @Test
  void saysLimitUseAndRequest() {
    var images = Images.inProject(side, 2000);
    push(images, 1);
    var big = blob("big", 5000);
    images.hold("web", big);

    assertThat(Refusals.of(() -> side.send(images.push("web", image("too big", big), null))))
        .isEqualTo(new Refusal.QuotaExceeded(2000, EACH, 5500));
  }

  @Test
  void doesNotBelieveTheSizeThatAManifestClaims() {
    var images = Images.inProject(side, 2000);
    images.hold("web", blob("large", 5000));

    assertThat(
            Refusals.of(() -> side.send(images.push("web", image("liar", blob("large", 1)), null))))
        .isEqualTo(new Refusal.QuotaExceeded(2000, 0, 5500));
  }

  @Test
  void countsWhatIsThereWhenALimitIsSetLater() {
    var images = Images.inProject(side, -1);
    push(images, 1);
    push(images, 2);

    side.send(new SetStorageLimit(images.project(), EACH));

    assertThat(used(images)).isEqualTo(2 * EACH);
    assertThat(push(images, 1)).isTrue();
    assertThat(push(images, 3)).isFalse();
  }

  @Test
  void letsPushesWithoutALimitPassEachOther() {
    var images = Images.inProject(side, -1);
    new TransactionTemplate(side.transactions)
        .executeWithoutResult(_ -> {
          assertThat(side.projects.openForAdding(images.project())).isPresent();
          assertThat(CompletableFuture.supplyAsync(() -> push(images, 1)))
              .succeedsWithin(Duration.ofSeconds(10))
              .isEqualTo(true);
        });
  }

  @Test
  void refusesALimitForAProjectThatIsNotThere() {
    assertThat(
            Refusals.of(() ->
                side.send(new SetStorageLimit(new portolan.language.project.ProjectId(99999), 5))))
        .isEqualTo(new Refusal.QuotaUnknown(99999));
  }

  /// Whether the push was accepted; any refusal but the quota's fails the test.
  private boolean push(Images images, int i) {
    var layer = blob("layer" + i, LAYER);
    var path = "r" + i % 4;
    images.hold(path, layer);
    var refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> side.send(images.push(path, image("m" + i, layer), "t" + i)));
    if (refused != null) {
      assertThat(refused.refusal()).isInstanceOf(Refusal.QuotaExceeded.class);
    }
    return refused == null;
  }

  private boolean churn(Images images, int i) {
    var layer = blob("churn" + i % 8, LAYER);
    images.hold("churn", layer);
    try {
      PushedArtifact pushed = side.send(images.push("churn", image("c" + i % 16, layer), null));
      side.send(new DeleteArtifact(pushed.repository(), Images.digest("c" + i % 16)));
      return true;
    } catch (RefusedException e) {
      assertThat(e.refusal())
          .isInstanceOfAny(Refusal.QuotaExceeded.class, Refusal.ArtifactUnknown.class);
      return false;
    }
  }

  private long used(Images images) {
    return side.projects.allowance(images.project()).orElseThrow().used();
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
