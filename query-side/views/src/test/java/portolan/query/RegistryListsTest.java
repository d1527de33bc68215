package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.WEB;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.image;
import static portolan.query.History.moved;
import static portolan.query.History.pushed;
import static portolan.query.History.referrer;
import static portolan.query.History.repository;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.artifact.FindReferrers;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.Referrers.Referrer;
import portolan.language.repository.FindRepositoryNames;
import portolan.language.tag.FindTagNames;

class RegistryListsTest {
  private final ReadModelsFixture views = new ReadModelsFixture();
  private final Manifest image = image("one", "layer");

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void listsTagsInByteOrder() {
    views.given(acmeWithWeb());
    views.givenTogether(
        pushed(1, image),
        moved("b", null, image.digest()),
        moved("B", null, image.digest()),
        moved("a", null, image.digest()),
        moved("_1", null, image.digest()));
    assertThat(views.ask(new FindTagNames(WEB, "", 10))).containsExactly("B", "_1", "a", "b");
    assertThat(views.ask(new FindTagNames(WEB, "_1", 1))).containsExactly("a");
  }

  @Test
  void listsOnlyRepositoriesThatHoldAnArtifact() {
    views.given(acmeWithWeb());
    views.givenTogether(repository(2, 1, "acme/empty"), pushed(1, image));
    assertThat(views.ask(new FindRepositoryNames("", 10))).containsExactly("acme/web");
    assertThat(views.ask(new FindRepositoryNames("acme/web", 10))).isEmpty();
  }

  @Test
  void listsReferrersInPages() {
    var some =
        Stream.of("s1", "s2", "s3")
            .map(seed -> referrer(seed, image.digest(), "application/vnd.sig"))
            .sorted(Comparator.comparing(manifest -> manifest.digest().value()))
            .toList();
    var other = referrer("other", image.digest(), "application/vnd.sbom");
    views.given(acmeWithWeb());
    views.givenTogether(
        pushed(1, some.get(0)), pushed(2, some.get(1)), pushed(3, some.get(2)), pushed(4, other));

    var page = views.ask(referrers(Optional.empty(), 2));
    assertThat(page.total()).isEqualTo(4);
    assertThat(page.more()).isTrue();
    assertThat(page.items())
        .extracting(Referrer::digest)
        .containsExactly(some.get(0).digest(), some.get(1).digest());
    assertThat(page.items().getFirst().annotations()).containsKey("note");

    var rest =
        views.ask(
            new FindReferrers(
                WEB,
                image.digest(),
                Optional.of("application/vnd.sig"),
                Optional.of(some.get(1).digest()),
                2));
    assertThat(rest.more()).isFalse();
    assertThat(rest.items()).extracting(Referrer::digest).containsExactly(some.get(2).digest());
  }

  @Test
  void countsNoReferrersOfWhatIsUnknown() {
    var none = views.ask(referrers(Optional.empty(), 2));
    assertThat(none.total()).isZero();
    assertThat(none.items()).isEmpty();
  }

  private FindReferrers referrers(Optional<String> type, int limit) {
    return new FindReferrers(WEB, image.digest(), type, Optional.empty(), limit);
  }
}
