package portolan.command.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.Refusing.assertRefused;

import org.junit.jupiter.api.Test;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.Occasion;
import portolan.language.tag.TagId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;

class MovingTagsTest {
  private static final ProjectId PROJECT = new ProjectId(1);
  private static final RepositoryId ID = new RepositoryId(7);
  private static final RepositoryRef REPOSITORY =
      new RepositoryRef(ID, PROJECT, RepositoryName.of("acme/web"));
  private static final TagName LATEST = new TagName("latest");
  private static final Digest FIRST = new Digest("sha256:" + "a".repeat(64));
  private static final Digest SECOND = new Digest("sha256:" + "b".repeat(64));
  private static final TagId OLD = new TagId(3);
  private static final TagId DRAWN = new TagId(4);

  private final Tag tag = new Tag();

  @Test
  void pointsANewTagFromNowhere() {
    assertThat(tag.decidePush(REPOSITORY, LATEST, DRAWN, FIRST))
        .containsExactly(moved(DRAWN, null, FIRST));
  }

  @Test
  void keepsItsNumberAndTellsWhereItPointedBefore() {
    tag.on(moved(OLD, null, FIRST));

    assertThat(tag.decidePush(REPOSITORY, LATEST, DRAWN, SECOND))
        .containsExactly(moved(OLD, FIRST, SECOND));
  }

  @Test
  void staysWhenItPointsThereAlready() {
    tag.on(moved(OLD, null, FIRST));

    assertThat(tag.decidePush(REPOSITORY, LATEST, DRAWN, FIRST)).isEmpty();
  }

  @Test
  void getsAnotherNumberAfterItWasRemoved() {
    tag.on(moved(OLD, null, FIRST));
    tag.on(new TagRemoved(OLD, PROJECT, ID, LATEST, FIRST, null));

    assertThat(tag.decideCreation(REPOSITORY, LATEST, DRAWN, FIRST))
        .containsExactly(new TagMoved(DRAWN, PROJECT, ID, LATEST, null, FIRST, null));
  }

  @Test
  void refusesToCreateATagThatIsThere() {
    tag.on(moved(OLD, null, FIRST));

    assertRefused(
        () -> tag.decideCreation(REPOSITORY, LATEST, DRAWN, SECOND), new Refusal.TagExists(LATEST));
  }

  @Test
  void refusesToRemoveATagTwice() {
    tag.on(moved(OLD, null, FIRST));
    tag.on(new TagRemoved(OLD, PROJECT, ID, LATEST, FIRST, null));

    assertRefused(
        () -> tag.decideRemoval(REPOSITORY, LATEST, null), new Refusal.TagUnknown(LATEST));
  }

  private static TagMoved moved(TagId id, Digest from, Digest to) {
    return new TagMoved(id, PROJECT, ID, LATEST, from, to, Occasion.PUSH);
  }
}
