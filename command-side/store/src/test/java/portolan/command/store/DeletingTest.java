package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.store.Images.blob;
import static portolan.command.store.Images.digest;
import static portolan.command.store.Images.image;
import static portolan.command.store.Images.index;
import static portolan.command.store.Images.referrer;

import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.artifact.Manifest;
import portolan.language.oci.TagName;
import portolan.language.project.DeleteProject;
import portolan.language.refusal.Refusal;
import portolan.language.repository.ClearRepository;
import portolan.language.repository.DeleteRepository;
import portolan.language.repository.ReleaseBlob;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.CreateTag;
import portolan.language.tag.DeleteTag;

class DeletingTest {
  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, 1_000_000);

  @Test
  void takesTheTagsAndGivesBackTheSpace() {
    var layer = blob("layer", 1000);
    images.hold("web", layer);
    var id = side.send(images.push("web", image("m", layer), "a")).repository();
    side.send(images.push("web", image("m", layer), "b"));
    assertThat(used()).isEqualTo(1000 + Images.MANIFEST_SIZE);

    side.send(new DeleteArtifact(id, digest("m")));

    assertThat(tag(id, "a")).containsExactly("tag-moved", "tag-removed");
    assertThat(tag(id, "b")).containsExactly("tag-moved", "tag-removed");
    assertThat(artifact(id, image("m"))).endsWith("artifact-deleted");
    assertThat(used()).isZero();
  }

  @Test
  void keepsCountingABlobThatAnotherArtifactUses() {
    var layer = blob("shared", 1000);
    images.hold("web", layer);
    var id = side.send(images.push("web", image("m1", layer), null)).repository();
    side.send(images.push("web", image("m2", layer), null));

    side.send(new DeleteArtifact(id, digest("m1")));

    assertThat(used()).isEqualTo(1000 + Images.MANIFEST_SIZE);
    assertThat(side.projects.recount(images.project())).isEqualTo(used());
  }

  @Test
  void refusesWhatAnIndexLists() {
    var child = image("child");
    side.send(images.push("web", child, null));
    var id = side.send(images.push("web", index("i", child), "i")).repository();

    assertThat(Refusals.of(() -> side.send(new DeleteArtifact(id, child.digest()))))
        .isEqualTo(new Refusal.ArtifactInUse(child.digest(), digest("i")));
  }

  @Test
  void takesChildrenThatNothingElseWantsAndWhatRefersToIt() {
    var lone = image("lone");
    var tagged = image("tagged");
    var listedTwice = image("twice");
    side.send(images.push("web", lone, null));
    side.send(images.push("web", tagged, "keep"));
    side.send(images.push("web", listedTwice, null));
    side.send(images.push("web", index("other", listedTwice), "other"));
    var doomed = index("doomed", lone, tagged, listedTwice);
    var id = side.send(images.push("web", doomed, "doomed")).repository();
    var signature = referrer("signature", doomed.digest());
    var ofSignature = referrer("of-signature", signature.digest());
    side.send(images.push("web", signature, "sig"));
    side.send(images.push("web", ofSignature, null));

    side.send(new DeleteArtifact(id, doomed.digest()));

    assertThat(artifact(id, doomed)).endsWith("artifact-deleted");
    assertThat(artifact(id, lone)).endsWith("artifact-deleted");
    assertThat(artifact(id, signature)).endsWith("artifact-deleted");
    assertThat(artifact(id, ofSignature)).endsWith("artifact-deleted");
    assertThat(tag(id, "sig")).endsWith("tag-removed");
    assertThat(artifact(id, tagged)).containsExactly("artifact-pushed");
    assertThat(artifact(id, listedTwice)).containsExactly("artifact-pushed");
    assertThat(side.projects.recount(images.project())).isEqualTo(used());
  }

  @Test
  void acceptsTheSameAgainAfterwardsUnderAnotherNumber() {
    var first = side.send(images.push("web", image("m"), "v1"));
    side.send(new DeleteArtifact(first.repository(), digest("m")));

    var second = side.send(images.push("web", image("m"), "v1"));

    assertThat(second.repository()).isEqualTo(first.repository());
    assertThat(second.artifact()).isNotEqualTo(first.artifact());
    assertThat(artifact(first.repository(), image("m")))
        .containsExactly("artifact-pushed", "artifact-deleted", "artifact-pushed");
    assertThat(tag(first.repository(), "v1"))
        .containsExactly("tag-moved", "tag-removed", "tag-moved");
  }

  @Test
  void refusesToDeleteTwice() {
    var id = side.send(images.push("web", image("m"), null)).repository();
    side.send(new DeleteArtifact(id, digest("m")));

    assertThat(Refusals.of(() -> side.send(new DeleteArtifact(id, digest("m")))))
        .isEqualTo(new Refusal.ArtifactUnknown(digest("m").value()));
  }

  @Test
  void emptiesARepositoryAndFreesItsNameAndSpace() {
    var id = side.send(images.push("web", image("m1"), "a")).repository();
    side.send(images.push("web", image("m2"), "b"));
    assertThat(Refusals.of(() -> side.send(new DeleteProject(images.project()))))
        .isEqualTo(new Refusal.ProjectNotEmpty(images.name().value(), 1));

    side.send(new DeleteRepository(id));

    assertThat(side.history(StreamNames.of(id)))
        .containsExactly("repository-created", "repository-deleted");
    assertThat(tag(id, "b")).endsWith("tag-removed");
    assertThat(artifact(id, image("m2"))).endsWith("artifact-deleted");
    assertThat(used()).isZero();
    assertThat(side.send(images.push("web", image("m1"), "a")).repository()).isNotEqualTo(id);
  }

  @Test
  void emptiesALargeRepositoryInSteps() {
    var layer = blob("layer of the large one", 1000);
    images.hold("large", layer);
    var id = side.send(images.push("large", image("0", layer), "t0")).repository();
    for (int i = 1; i < 1_100; i++) {
      side.send(images.push("large", image("" + i, layer), i % 2 == 0 ? "t" + i : null));
    }
    var full = used();

    side.send(new DeleteRepository(id));

    assertThat(used()).isLessThan(full).isPositive();
    assertThat(Refusals.of(() -> side.send(new DeleteRepository(id))))
        .isEqualTo(new Refusal.RepositoryUnknown(id.toString()));
    assertThat(side.holdings.mountSources(layer.digest()))
        .extracting(HoldingRows.Source::repository)
        .as("only the upload")
        .containsExactly(images.repository("large"));
    var next = side.send(images.push("large", image("0"), "t0"));
    assertThat(next.repository()).isNotEqualTo(id);
    assertThat(side.projects.recount(images.project())).isEqualTo(used());

    int steps = 1;
    while (!side.send(new ClearRepository(id)).whole()) {
      steps++;
    }

    assertThat(steps).isEqualTo(4);
    assertThat(side.history(StreamNames.of(id)))
        .containsExactly("repository-created", "repository-deleted", "repository-cleared");
    assertThat(artifact(id, image("0"))).endsWith("artifact-deleted");
    assertThat(artifact(id, image("1099"))).endsWith("artifact-deleted");
    assertThat(used()).isEqualTo(Images.MANIFEST_SIZE);
    assertThat(side.projects.recount(images.project())).isEqualTo(used());
    assertThat(Refusals.of(() -> side.send(new ClearRepository(id))))
        .isEqualTo(new Refusal.RepositoryUnknown(id.toString()));
  }

  @Test
  void attachesATagOnceAndOnlyToWhatIsHere() {
    var id = side.send(images.push("web", image("m"), null)).repository();
    var v1 = new TagName("v1");

    side.send(new CreateTag(id, digest("m"), v1));

    assertThat(Refusals.of(() -> side.send(new CreateTag(id, digest("m"), v1))))
        .isEqualTo(new Refusal.TagExists(v1));
    assertThat(Refusals.of(() -> side.send(new CreateTag(id, digest("absent"), v1))))
        .isEqualTo(new Refusal.ArtifactUnknown(digest("absent").value()));
    side.send(new DeleteTag(id, v1));
    assertThat(Refusals.of(() -> side.send(new DeleteTag(id, v1))))
        .isEqualTo(new Refusal.TagUnknown(v1));
    assertThat(side.send(new CreateTag(id, digest("m"), v1))).isNotNull();
  }

  @Test
  void releasesOnlyAnUploadThatNothingUses() {
    var used = blob("used", 5);
    var unused = blob("unused", 5);
    images.hold("web", used, unused);
    side.send(images.push("web", image("m", used), null));

    assertThat(Refusals.of(() -> side.send(release(used.digest()))))
        .isEqualTo(new Refusal.BlobInUse(used.digest(), digest("m")));
    side.send(release(unused.digest()));
    assertThat(Refusals.of(() -> side.send(release(unused.digest()))))
        .isEqualTo(new Refusal.BlobUnknown(unused.digest()));
    assertThat(side.history(StreamNames.storageOf(images.project())))
        .containsExactly("storage-limit-set", "blob-released");
  }

  private ReleaseBlob release(portolan.language.oci.Digest digest) {
    return new ReleaseBlob(images.project(), images.repository("web"), digest);
  }

  private long used() {
    return side.projects.allowance(images.project()).orElseThrow().used();
  }

  private java.util.List<String> artifact(RepositoryId id, Manifest manifest) {
    return side.history(StreamNames.of(id, manifest.digest()));
  }

  private java.util.List<String> tag(RepositoryId id, String tag) {
    return side.history(StreamNames.of(id, new TagName(tag)));
  }
}
