package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.store.Images.digest;
import static portolan.command.store.Images.image;
import static portolan.command.store.Images.referrer;

import org.junit.jupiter.api.Test;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.immutable.ChangeImmutableRule;
import portolan.language.immutable.CreateImmutableRule;
import portolan.language.immutable.DeleteImmutableRule;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.message.Command;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import portolan.language.repository.DeleteRepository;
import portolan.language.tag.DeleteTag;

class ProtectingTagsTest {
  private static final TagName V1 = new TagName("v1");
  private static final Refusal KEPT = new Refusal.TagProtected(V1);

  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, -1);

  @Test
  void neitherMovesNorOverwritesAProtectedTag() {
    rule("v*");
    side.send(images.push("web", image("one"), "v1"));

    var moved = new Refusal.TagImmutable(images.repository("web"), V1);
    assertThat(refused(images.push("web", image("two"), "v1"))).isEqualTo(moved);
    assertThat(refused(images.push("web", image("one"), "v1"))).isEqualTo(moved);

    side.send(images.push("web", image("one"), "latest"));
    side.send(images.push("web", image("two"), "latest"));
    side.send(images.push("web", image("two"), "v2"));
  }

  @Test
  void keepsTheTagWithWhatItPointsAtAndWhatHoldsThat() {
    rule("v*");
    var id = side.send(images.push("web", image("one"), "v1")).repository();
    var subject = side.send(images.push("web", image("subject"), null));
    side.send(images.push("web", referrer("signature", digest("subject")), "v1-signed"));

    assertThat(refused(new DeleteTag(id, V1))).isEqualTo(KEPT);
    assertThat(refused(new DeleteArtifact(id, digest("one")))).isEqualTo(KEPT);
    assertThat(refused(new DeleteRepository(id))).isEqualTo(KEPT);
    assertThat(refused(new DeleteArtifact(subject.repository(), digest("subject"))))
        .isEqualTo(new Refusal.TagProtected(new TagName("v1-signed")));
  }

  @Test
  void letsGoWhenTheRuleIsDisabledOrGone() {
    var rule = rule("v*");
    var id = side.send(images.push("web", image("one"), "v1")).repository();

    side.send(new ChangeImmutableRule(rule, spec(true, "**", "v*")));
    side.send(images.push("web", image("two"), "v1"));

    side.send(new ChangeImmutableRule(rule, spec(false, "**", "v*")));
    assertThat(refused(new DeleteTag(id, V1))).isEqualTo(KEPT);
    side.send(new DeleteImmutableRule(rule));
    side.send(new DeleteTag(id, V1));
  }

  @Test
  void heedsTheRepositoriesThatARuleIsFor() {
    side.send(new CreateImmutableRule(images.project(), spec(false, "prod/*", "**")));
    side.send(images.push("dev/web", image("one"), "v1"));
    side.send(images.push("prod/web", image("one"), "v1"));

    side.send(images.push("dev/web", image("two"), "v1"));
    assertThat(refused(images.push("prod/web", image("two"), "v1")))
        .isInstanceOf(Refusal.TagImmutable.class);
  }

  @Test
  void takesTheSameRuleOnceAndABrokenOneNever() {
    rule("v*");

    assertThat(refused(new CreateImmutableRule(images.project(), spec(true, "**", "v*"))))
        .isEqualTo(new Refusal.ImmutableRuleExists());
    assertThat(refused(new CreateImmutableRule(images.project(), spec(false, "**", "[a-"))))
        .isInstanceOf(Refusal.ParameterInvalid.class);
  }

  private ImmutableRuleId rule(String tags) {
    return side.send(new CreateImmutableRule(images.project(), spec(false, "**", tags)));
  }

  private Refusal refused(Command<?> command) {
    return Refusals.of(() -> side.send(command));
  }

  private static ImmutableRuleSpec spec(boolean disabled, String repositories, String tags) {
    return new ImmutableRuleSpec(
        disabled, 0, new Selector(false, repositories), new Selector(false, tags));
  }
}
