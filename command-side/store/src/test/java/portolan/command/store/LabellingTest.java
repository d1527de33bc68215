package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.store.Images.digest;
import static portolan.command.store.Images.image;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.artifact.AddLabel;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.artifact.RemoveLabel;
import portolan.language.label.ChangeLabel;
import portolan.language.label.CreateLabel;
import portolan.language.label.DeleteLabel;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.project.DeleteProject;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;

class LabellingTest {
  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, -1);

  @Test
  void takesANameOnceInEachProject() {
    var label = label(images, "stable");
    var elsewhere = Images.inProject(side, -1);

    assertThat(Refusals.of(() -> label(images, "stable"))).isEqualTo(taken("stable"));
    label(elsewhere, "stable");
    var other = label(images, "other");
    assertThat(Refusals.of(() -> side.send(new ChangeLabel(other, spec("stable")))))
        .isEqualTo(taken("stable"));

    side.send(new DeleteLabel(label));
    side.send(new ChangeLabel(other, spec("stable")));
    assertThat(Refusals.of(() -> side.send(new DeleteLabel(label))))
        .isEqualTo(new Refusal.LabelUnknown(label.value()));
  }

  @Test
  void putsALabelOnAnArtifactOnce() {
    var id = side.send(images.push("web", image("m"), "a")).repository();
    var label = label(images, "stable");

    side.send(new AddLabel(id, digest("m"), label));

    assertThat(Refusals.of(() -> side.send(new AddLabel(id, digest("m"), label))))
        .isInstanceOf(Refusal.LabelAttached.class);
    side.send(new RemoveLabel(id, digest("m"), label));
    assertThat(Refusals.of(() -> side.send(new RemoveLabel(id, digest("m"), label))))
        .isInstanceOf(Refusal.LabelNotAttached.class);
    assertThat(history(id)).endsWith("artifact-labelled", "artifact-unlabelled");
  }

  @Test
  void knowsNoLabelOfAnotherProjectAndNoneThatIsGone() {
    var id = side.send(images.push("web", image("m"), "a")).repository();
    var foreign = label(Images.inProject(side, -1), "theirs");
    var gone = label(images, "gone");
    side.send(new DeleteLabel(gone));

    for (var label : new LabelId[] {foreign, gone}) {
      assertThat(Refusals.of(() -> side.send(new AddLabel(id, digest("m"), label))))
          .isEqualTo(new Refusal.LabelUnknown(label.value()));
    }
  }

  @Test
  void forgetsTheLabelsOfAnArtifactThatCameBack() {
    var id = side.send(images.push("web", image("m"), "a")).repository();
    var label = label(images, "stable");
    side.send(new AddLabel(id, digest("m"), label));

    side.send(new DeleteArtifact(id, digest("m")));
    side.send(images.push("web", image("m"), "a"));

    side.send(new AddLabel(id, digest("m"), label));
    assertThat(history(id)).endsWith("artifact-pushed", "artifact-labelled");
  }

  @Test
  void endWithTheirProject() {
    var label = label(images, "stable");

    side.send(new DeleteProject(images.project()));

    assertThat(side.history(StreamNames.of(label)))
        .containsExactly("label-created", "label-deleted");
  }

  private LabelId label(Images home, String name) {
    return side.send(new CreateLabel(Optional.of(home.project()), spec(name)));
  }

  private java.util.List<String> history(RepositoryId repository) {
    return side.history(StreamNames.of(repository, digest("m")));
  }

  private static LabelSpec spec(String name) {
    return new LabelSpec(name, "", "");
  }

  private static Refusal taken(String name) {
    return new Refusal.NameTaken("label", name);
  }
}
