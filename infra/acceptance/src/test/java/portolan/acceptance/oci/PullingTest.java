package portolan.acceptance.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// OCI distribution: Pull.
@AgainstTheRegistry
class PullingTest {
  private static final String ABSENT = Content.text("never pushed").digest();

  private final Image image = Image.of("a layer that is pulled");
  private final Registry registry;
  private Repository repository;

  PullingTest(Registry registry) {
    this.registry = registry;
  }

  @BeforeEach
  void pushAnImage() {
    repository = new World(registry).privateProject().repository("pulled");
    repository.push("latest", image);
  }

  @Test
  void answersTheVersionCheck() {
    assertThat(registry.asAdmin().get("/v2/"))
        .hasStatus(200)
        .hasHeader("Docker-Distribution-Api-Version", "registry/2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "digest"})
  void givesAManifestByTagAndByDigest(String by) {
    var reference = by.equals("digest") ? image.digest() : by;
    assertThat(repository.manifest(reference))
        .hasStatus(200)
        .hasHeader("Content-Type", Image.OCI_MANIFEST)
        .hasHeader("Docker-Content-Digest", image.digest())
        .hasBody(image.manifest().bytes());
    assertThat(repository.client().head(repository.path("manifests/" + reference)))
        .hasStatus(200)
        .hasHeader("Content-Length", String.valueOf(image.manifest().size()))
        .hasHeader("Docker-Content-Digest", image.digest());
  }

  @Test
  void givesAManifestWhateverTheClientAccepts() {
    var path = repository.path("manifests/latest");
    assertThat(repository.client().get(path, "Accept", "application/json")).hasStatus(200);
    assertThat(repository.client().get(path, "Accept", Image.DOCKER_MANIFEST))
        .hasStatus(200)
        .hasHeader("Content-Type", Image.OCI_MANIFEST);
  }

  @Test
  void saysNothingNewToWhoHasTheManifest() {
    var path = repository.path("manifests/latest");
    for (var known : new String[] {image.digest(), '"' + image.digest() + '"'}) {
      assertThat(repository.client().get(path, "If-None-Match", known)).hasStatus(304);
    }
    assertThat(repository.client().get(path, "If-None-Match", '"' + ABSENT + '"')).hasStatus(200);
  }

  @Test
  void doesNotKnowWhatWasNotPushed() {
    assertThat(repository.manifest("absent")).isRefused(404, "MANIFEST_UNKNOWN");
    assertThat(repository.manifest(ABSENT)).isRefused(404, "MANIFEST_UNKNOWN");
    assertThat(repository.client().head(repository.path("manifests/absent"))).hasStatus(404);
    assertThat(repository.blob(ABSENT)).isRefused(404, "BLOB_UNKNOWN");
    assertThat(repository.client().head(repository.path("blobs/" + ABSENT))).hasStatus(404);
  }

  @Test
  void givesABlob() {
    var layer = image.layer();
    assertThat(repository.blob(layer.digest()))
        .hasStatus(200)
        .hasHeader("Docker-Content-Digest", layer.digest())
        .hasHeader("Content-Type", Content.OCTETS)
        .hasBody(layer.bytes());
    assertThat(repository.client().head(repository.path("blobs/" + layer.digest())))
        .hasStatus(200)
        .hasHeader("Content-Length", String.valueOf(layer.size()))
        .hasHeader("Accept-Ranges", "bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-4", "3-3", "5-", "-4", "0-9999"})
  void givesAPartOfABlob(String range) {
    var layer = image.layer().bytes();
    var answer = part(range);
    var expected =
        switch (range) {
          case "0-4" -> Arrays.copyOfRange(layer, 0, 5);
          case "3-3" -> Arrays.copyOfRange(layer, 3, 4);
          case "5-" -> Arrays.copyOfRange(layer, 5, layer.length);
          case "-4" -> Arrays.copyOfRange(layer, layer.length - 4, layer.length);
          default -> layer;
        };
    assertThat(answer).hasStatus(206).hasBody(expected);
    assertThat(answer.must("Content-Range")).startsWith("bytes ").endsWith("/" + layer.length);
  }

  @Test
  void givesPartsOfALargeBlobOneAfterTheOther() {
    var layer = Content.random(3, 3 << 20);
    repository.push("large", Image.of(List.of(layer)));
    var path = repository.path("blobs/" + layer.digest());
    for (int from : new int[] {1000, 0, 2 << 20}) {
      assertThat(repository.client().get(path, "Range", "bytes=" + from + "-"))
          .hasStatus(206)
          .hasBody(Arrays.copyOfRange(layer.bytes(), from, layer.bytes().length));
      assertThat(repository.client().get(path, "Range", "bytes=7-19"))
          .hasStatus(206)
          .hasBody(Arrays.copyOfRange(layer.bytes(), 7, 20));
    }
    assertThat(repository.blob(layer.digest())).hasBody(layer.bytes());
  }

  @Test
  void readsUnitsAndKnownDigestsAsHttpDoes() {
    var path = repository.path("blobs/" + image.layer().digest());
    var client = repository.client();
    assertThat(client.get(path, "Range", "Bytes=0-1")).hasStatus(206);
    var digest = image.layer().digest();
    assertThat(client.get(path, "If-None-Match", "\"x\", W/\"" + digest + "\"")).hasStatus(304);
    assertThat(client.get(path, "If-None-Match", digest)).hasStatus(304);
    assertThat(client.get(path, "If-None-Match", "\"a" + digest + "\"")).hasStatus(200);
  }

  @Test
  void hasNoPartBehindTheEndOfABlob() {
    assertThat(part("9999-")).hasStatus(416);
  }

  private portolan.acceptance.client.Answer part(String range) {
    return repository
        .client()
        .get(repository.path("blobs/" + image.layer().digest()), "Range", "bytes=" + range);
  }

  @Test
  void givesAnIndexAndItsChildren() {
    var arm = repository.push("arm", Image.of("for arm"));
    var index = repository.pushManifest("multi", Image.index(image.manifest(), arm.manifest()));
    assertThat(repository.manifest("multi"))
        .hasStatus(200)
        .hasHeader("Content-Type", Image.OCI_INDEX)
        .hasBody(index.bytes());
    for (var child : index.asJson().path("manifests")) {
      assertThat(repository.manifest(child.path("digest").asString())).hasStatus(200);
    }
  }
}
