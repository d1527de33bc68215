package portolan.acceptance.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Pages;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// OCI distribution: Content Discovery, and the catalog of Docker's older text.
@AgainstTheRegistry
class DiscoveringTest {
  private static final String SIGNATURE = "application/vnd.example.signature";
  private static final String SBOM = "application/vnd.example.sbom";

  private final World world;
  private Project project;
  private Repository repository;

  DiscoveringTest(Registry registry) {
    this.world = new World(registry);
  }

  @BeforeEach
  void newRepository() {
    project = world.privateProject();
    repository = project.repository("discovered");
  }

  @Test
  void listsTagsInOrder() {
    tagged("math-voila", "0.1.20", "math", "0.1.2", "Z", "a");
    var answer = list("");
    assertThat(answer).hasStatus(200).hasNoHeader("Link");
    assertThat(answer.json().path("name").asString()).isEqualTo(repository.name());
    assertThat(tags(answer)).isSortedAccordingTo(String::compareTo).hasSize(6);
  }

  @Test
  void listsTagsInPagesEachTagOnce() {
    tagged("0.1.2", "0.1.20", "math", "math-voila", "x", "y", "z");
    var seen = new ArrayList<String>();
    var page = list("?n=3");
    seen.addAll(tags(page));
    while (Pages.next(page).isPresent()) {
      page = repository.client().get(Pages.next(page).orElseThrow());
      seen.addAll(tags(page));
    }
    assertThat(seen).containsExactly("0.1.2", "0.1.20", "math", "math-voila", "x", "y", "z");
  }

  @Test
  void listsTagsBehindAGivenOne() {
    tagged("a", "b", "c", "d");
    assertThat(tags(list("?n=2&last=b"))).containsExactly("c", "d");
    assertThat(tags(list("?last=bb"))).containsExactly("c", "d");
    assertThat(tags(list("?n=0"))).isEmpty();
    assertThat(list("?n=0")).hasNoHeader("Link");
  }

  @Test
  void hasNoTagsOfAnUnknownRepository() {
    assertThat(list("")).isRefused(404, "NAME_UNKNOWN");
  }

  private Answer list(String query) {
    return repository.client().get(repository.path("tags/list" + query));
  }

  private static List<String> tags(Answer page) {
    return page.json().path("tags").valueStream().map(tag -> tag.asString()).toList();
  }

  private void tagged(String... tags) {
    var image = repository.push(tags[0], Image.of("tagged"));
    Stream.of(tags).skip(1).forEach(tag -> repository.pushManifest(tag, image.manifest()));
  }

  @Test
  void listsWhatRefersToAManifest() {
    var image = repository.push("1", Image.of("subject"));
    var signature = refer(image.manifest(), SIGNATURE);
    var sbom = refer(image.manifest(), SBOM);
    var answer = referrers(image.digest(), "");
    assertThat(answer).hasStatus(200).hasHeader("Content-Type", Image.OCI_INDEX);
    assertThat(answer.json().path("schemaVersion").asInt()).isEqualTo(2);
    assertThat(digests(answer)).containsExactlyInAnyOrder(signature.digest(), sbom.digest());
    var first = answer.json().path("manifests").path(0);
    assertThat(first.path("mediaType").asString()).isEqualTo(Image.OCI_MANIFEST);
    assertThat(first.path("artifactType").asString()).isIn(SIGNATURE, SBOM);
    assertThat(first.path("annotations").path("org.example.payload").asString()).isNotEmpty();
  }

  @Test
  void listsReferrersOfOneKind() {
    var image = repository.push("1", Image.of("subject"));
    refer(image.manifest(), SIGNATURE);
    var sbom = refer(image.manifest(), SBOM);
    var answer = referrers(image.digest(), "?artifactType=" + SBOM);
    assertThat(answer).hasHeader("OCI-Filters-Applied", "artifactType");
    assertThat(digests(answer)).containsExactly(sbom.digest());
    assertThat(digests(referrers(image.digest(), "?artifactType=application/x"))).isEmpty();
  }

  @Test
  void acceptsAReferrerBeforeItsSubject() {
    var image = Image.of("comes later");
    var signature = refer(image.manifest(), SIGNATURE);
    assertThat(digests(referrers(image.digest(), ""))).containsExactly(signature.digest());
    repository.push("1", image);
    assertThat(digests(referrers(image.digest(), ""))).containsExactly(signature.digest());
  }

  @Test
  void hasAnEmptyIndexForWhatNothingRefersTo() {
    repository.push("1", Image.of("lonely"));
    var answer = referrers(Content.text("unheard of").digest(), "");
    assertThat(answer).hasStatus(200).hasHeader("Content-Type", Image.OCI_INDEX);
    assertThat(answer.json().path("manifests").isArray()).isTrue();
    assertThat(digests(answer)).isEmpty();
  }

  @Test
  void forgetsADeletedReferrer() {
    var image = repository.push("1", Image.of("subject"));
    var signature = refer(image.manifest(), SIGNATURE);
    assertThat(repository.deleteManifest(signature.digest())).hasStatus(202);
    assertThat(digests(referrers(image.digest(), ""))).isEmpty();
  }

  private Content refer(Content subject, String type) {
    var referrer = Image.about(subject, type, "payload of " + type);
    referrer.blobs().forEach(repository::pushBlob);
    assertThat(repository.putManifest(referrer.digest(), referrer.manifest()))
        .hasStatus(201)
        .hasHeader("OCI-Subject", subject.digest());
    return referrer.manifest();
  }

  private Answer referrers(String digest, String query) {
    return repository.client().get(repository.path("referrers/" + digest + query));
  }

  private static List<String> digests(Answer index) {
    return index
        .json()
        .path("manifests")
        .valueStream()
        .map(entry -> entry.path("digest").asString())
        .toList();
  }

  @Test
  void listsRepositoriesInPages() {
    for (var name : List.of("b", "a/deep/one", "c")) {
      project.repository(name).push("1", Image.of("in the catalog"));
    }
    var all = new ArrayList<String>();
    var next = Optional.of("/v2/_catalog?n=2");
    while (next.isPresent()) {
      var page = world.admin().get(next.get());
      assertThat(page).hasStatus(200);
      page.json().path("repositories").valueStream().forEach(name -> all.add(name.asString()));
      next = Pages.next(page);
    }
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsSubsequence(
            project.name() + "/a/deep/one", project.name() + "/b", project.name() + "/c");
  }
}
