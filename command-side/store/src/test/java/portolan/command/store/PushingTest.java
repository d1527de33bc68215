package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.store.Images.blob;
import static portolan.command.store.Images.digest;
import static portolan.command.store.Images.image;
import static portolan.command.store.Images.index;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.command.StreamNames;
import portolan.language.artifact.Blob;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.artifact.PushArtifact;
import portolan.language.artifact.PushedArtifact;
import portolan.language.message.Command;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.repository.ReleaseBlob;
import portolan.language.tag.CreateTag;
import portolan.language.tag.DeleteTag;

class PushingTest {
  private static final String FOREIGN =
      "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";

  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, -1);

  @Test
  void refusesIndexesThatLieTooDeepInEachOther() {
    images.hold("deep", blob("layer", 10));
    var inner = image("0", blob("layer", 10));
    side.send(images.push("deep", inner, null));
    for (int depth = 1; depth <= 8; depth++) {
      // Each lists all below it twice over: no walk may count paths.
      inner = index("" + depth, inner, image("0", blob("layer", 10)));
      side.send(images.push("deep", inner, null));
    }
    var ninth = images.push("deep", index("9", inner), null);
    assertThat(Refusals.of(() -> side.send(ninth))).isInstanceOf(Refusal.ManifestInvalid.class);
    var again = images.push("deep", inner, "again");
    assertThat(side.send(again)).isNotNull();
  }

  @Test
  void makesTheRepositoryOnTheFirstPush() {
    var layer = blob("layer", 10);
    images.hold("web", layer);

    var pushed = side.send(images.push("web", image("m", layer), "v1"));

    assertThat(side.history(StreamNames.of(pushed.repository())))
        .containsExactly("repository-created");
    assertThat(side.history(StreamNames.of(pushed.repository(), digest("m"))))
        .containsExactly("artifact-pushed");
    assertThat(side.history(StreamNames.of(pushed.repository(), new TagName("v1"))))
        .containsExactly("tag-moved");
  }

  @Test
  void namesAllThatIsMissing() {
    var here = blob("here", 10);
    images.hold("web", here);
    var absent = index("absent");

    var refusal =
        Refusals.of(() ->
            side.send(
                images.push("web", image("m", blob("gone", 1), here, blob("lost", 2)), "v1")));
    var ofIndex = Refusals.of(() -> side.send(images.push("web", index("i", absent), "v1")));

    assertThat(refusal)
        .isEqualTo(
            new Refusal.ManifestBlobsUnknown(
                images.repository("web"), List.of(digest("gone"), digest("lost"))));
    assertThat(ofIndex)
        .isEqualTo(
            new Refusal.ManifestBlobsUnknown(images.repository("web"), List.of(absent.digest())));
  }

  @Test
  void asksForBlobsAgainWhoseBytesAreLost() {
    var layer = blob("layer", 10);
    images.hold("web", layer);
    var first = images.push("web", image("m", layer), "v1");
    var again =
        new PushArtifact(
            first.project(),
            first.repository(),
            first.manifest(),
            first.tag(),
            Set.of(layer.digest()));
    var refusal = new Refusal.ManifestBlobsUnknown(first.repository(), List.of(layer.digest()));

    assertThat(Refusals.of(() -> side.send(again))).isEqualTo(refusal);
    side.send(first);
    assertThat(Refusals.of(() -> side.send(again))).isEqualTo(refusal);
    assertThat(side.send(first)).isNotNull();
  }

  @Test
  void doesNotTakeABlobOfAnotherRepositoryForItsOwn() {
    var layer = blob("elsewhere", 10);
    images.hold("other", layer);
    side.send(images.push("other", image("m", layer), null));

    assertThat(Refusals.of(() -> side.send(images.push("web", image("m", layer), null))))
        .isInstanceOf(Refusal.ManifestBlobsUnknown.class);
  }

  @Test
  void findsABlobThatOnlyAnArtifactStillKeeps() {
    var layer = blob("kept", 10);
    images.hold("web", layer);
    side.send(images.push("web", image("m1", layer), null));
    side.database.change("DELETE FROM blob_holding WHERE digest = ?", layer.digest().value());

    var pushed = side.send(images.push("web", image("m2", layer), null));

    assertThat(side.history(StreamNames.of(pushed.repository(), digest("m2")))).hasSize(1);
  }

  @Test
  void keepsAForeignLayerThatComesLater() {
    var limited = Images.inProject(side, 2_000);
    var foreign = new Blob(digest("foreign"), 7, FOREIGN);
    var image = image("m", foreign);
    var pushed = side.send(limited.push("web", image, "v1"));
    assertThat(used(limited)).isEqualTo(Images.MANIFEST_SIZE);

    limited.hold("web", new Blob(foreign.digest(), 400, FOREIGN));
    side.send(limited.push("web", image, "v1"));
    side.send(limited.push("web", image, "v1"));

    assertThat(side.history(StreamNames.of(pushed.repository(), digest("m"))))
        .containsExactly("artifact-pushed", "artifact-completed", "artifact-pushed-again");
    assertThat(used(limited)).isEqualTo(Images.MANIFEST_SIZE + 400);
    assertThat(side.projects.recount(limited.project())).isEqualTo(used(limited));
    var release = new ReleaseBlob(limited.project(), limited.repository("web"), foreign.digest());
    assertThat(Refusals.of(() -> side.send(release))).isInstanceOf(Refusal.BlobInUse.class);

    side.send(new DeleteArtifact(pushed.repository(), digest("m")));
    assertThat(used(limited)).isZero();
  }

  @Test
  void keepsNoForeignLayerThatComesLaterPastTheLimit() {
    var limited = Images.inProject(side, 600);
    var foreign = new Blob(digest("foreign"), 7, FOREIGN);
    side.send(limited.push("web", image("m", foreign), "v1"));
    limited.hold("web", new Blob(foreign.digest(), 400, FOREIGN));

    assertThat(Refusals.of(() -> side.send(limited.push("web", image("m", foreign), "v1"))))
        .isInstanceOf(Refusal.QuotaExceeded.class);
  }

  private long used(Images images) {
    return side.projects.allowance(images.project()).orElseThrow().used();
  }

  @Test
  void tellsAPushOfTheSameAgainAndMovesTheTag() {
    var first = side.send(images.push("web", image("m1"), "latest"));
    var second = side.send(images.push("web", image("m2"), "latest"));
    var again = side.send(images.push("web", image("m1"), "latest"));

    assertThat(again).isEqualTo(first);
    assertThat(second.artifact()).isNotEqualTo(first.artifact());
    assertThat(side.history(StreamNames.of(first.repository(), digest("m1"))))
        .containsExactly("artifact-pushed", "artifact-pushed-again");
    assertThat(side.history(StreamNames.of(first.repository(), new TagName("latest"))))
        .containsExactly("tag-moved", "tag-moved", "tag-moved");
  }

  @Test
  void refusesAProjectThatIsNotThere() {
    var push = images.push("web", image("m"), null);
    var elsewhere =
        new portolan.language.artifact.PushArtifact(
            new ProjectId(99999), RepositoryName.of("nowhere/x"), push.manifest(), push.tag());

    assertThat(Refusals.of(() -> side.send(elsewhere)))
        .isEqualTo(new Refusal.ProjectUnknown("nowhere"));
  }

  @Test
  void settlesFirstPushesOfTheSameMomentBetweenThem() throws Exception {
    var pushes =
        IntStream.range(0, 24)
            .<Callable<PushedArtifact>>mapToObj(
                i -> () -> side.send(images.push("race", image("same" + i % 2), "t" + i % 3)))
            .toList();

    try (var threads = Executors.newFixedThreadPool(12)) {
      var answers = threads.invokeAll(pushes).stream().map(PushingTest::got).toList();

      assertThat(answers)
          .extracting(PushedArtifact::repository)
          .containsOnly(answers.getFirst().repository());
      assertThat(answers.stream().map(PushedArtifact::artifact).distinct()).hasSize(2);
    }
  }

  /// Whatever comes together, with a limit or without: who waits is waited for by nobody.
  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 40})
  void neverLetsTwoCommandsWaitForEachOther(long limit) throws Exception {
    var project = Images.inProject(side, limit);
    int before = side.deadlocks.get();
    var work =
        IntStream.range(0, 240)
            .<Callable<Object>>mapToObj(i ->
                () -> {
                  var pushed =
                      side.send(project.push("circle" + i / 60, image("m" + i % 3), "t" + i % 2));
                  return i % 4 == 0
                      ? unlessRefused(new DeleteTag(pushed.repository(), new TagName("t" + i % 2)))
                      : unlessRefused(
                          new CreateTag(
                              pushed.repository(), digest("m" + i % 3), new TagName("t2")));
                })
            .toList();

    try (var threads = Executors.newFixedThreadPool(12)) {
      threads.invokeAll(work).forEach(PushingTest::got);
    }

    assertThat(side.deadlocks.get()).isEqualTo(before);
  }

  private Object unlessRefused(Command<?> command) {
    try {
      return side.send(command);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  @Test
  void loadsAnArtifactThatWasTaggedOftenFromASnapshot() {
    var manifest = image("popular");
    var pushed = side.send(images.push("web", manifest, "t0"));
    for (int i = 1; i < 250; i++) {
      side.send(images.push("web", manifest, "t" + i));
    }

    var stream = StreamNames.of(pushed.repository(), manifest.digest());
    assertThat(side.history(stream)).hasSize(250);
    assertThat(side.database.number("SELECT sequence FROM snapshot WHERE stream = ?", stream))
        .isGreaterThan(90);
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
