package portolan.acceptance.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// OCI distribution: Content Management.
@AgainstTheRegistry
class DeletingTest {
  private final World world;
  private Repository repository;

  DeletingTest(Registry registry) {
    this.world = new World(registry);
  }

  @BeforeEach
  void newRepository() {
    repository = world.privateProject().repository("deleted");
  }

  @Test
  void deletesATagAndKeepsTheManifest() {
    var image = repository.push("gone", Image.of("a layer"));
    repository.pushManifest("stays", image.manifest());
    assertThat(repository.deleteManifest("gone")).hasStatus(202);
    assertThat(repository.manifest("gone")).isRefused(404, "MANIFEST_UNKNOWN");
    assertThat(repository.manifest("stays")).hasStatus(200);
    assertThat(repository.tags()).containsExactly("stays");
  }

  @Test
  void deletesAManifestWithItsTags() {
    var image = repository.push("one", Image.of("a layer"));
    repository.pushManifest("two", image.manifest());
    repository.push("other", Image.of("another layer"));
    assertThat(repository.deleteManifest(image.digest())).hasStatus(202);
    for (var reference : new String[] {"one", "two", image.digest()}) {
      assertThat(repository.manifest(reference)).isRefused(404, "MANIFEST_UNKNOWN");
    }
    assertThat(repository.tags()).containsExactly("other");
    assertThat(repository.deleteManifest(image.digest())).isRefused(404, "MANIFEST_UNKNOWN");
  }

  @Test
  void deletesABlobThatNothingUses() {
    var blob = repository.pushBlob(Content.text("a blob on its own"));
    var path = repository.path("blobs/" + blob.digest());
    assertThat(repository.client().delete(path)).hasStatus(202);
    assertThat(repository.blob(blob.digest())).isRefused(404, "BLOB_UNKNOWN");
    assertThat(repository.client().delete(path)).hasStatus(404);
  }

  @Test
  void keepsABlobThatAnImageUses() {
    var image = repository.push("1", Image.of("in use"));
    var answer = repository.client().delete(repository.path("blobs/" + image.layer().digest()));
    assertThat(answer)
        .isRefused(412, "VIOLATE_FOREIGN_KEY_CONSTRAINT")
        .says("is referred to by " + image.digest());
    assertThat(repository.blob(image.layer().digest())).hasStatus(200);
  }

  @Test
  void keepsAManifestThatIsDeletedAsABlob() {
    var image = repository.push("1", Image.of("a manifest"));
    assertThat(repository.client().delete(repository.path("blobs/" + image.digest())))
        .isRefused(412, "VIOLATE_FOREIGN_KEY_CONSTRAINT")
        .says("is a manifest");
    assertThat(repository.manifest("1")).hasStatus(200);
  }

  @Test
  void keepsAChildThatAnIndexLists() {
    var child = repository.push("child", Image.of("a child"));
    var index = repository.pushManifest("index", Image.index(child.manifest()));
    assertThat(repository.deleteManifest(child.digest()))
        .isRefused(412, "VIOLATE_FOREIGN_KEY_CONSTRAINT")
        .says(index.digest());
    assertThat(repository.deleteManifest(index.digest())).hasStatus(202);
    assertThat(repository.deleteManifest(child.digest()).status()).isIn(202, 404);
  }

  @Test
  void takesTheSameImageAgain() {
    var image = repository.push("1", Image.of("comes back"));
    assertThat(repository.deleteManifest(image.digest())).hasStatus(202);
    repository.push("1", image);
    assertThat(repository.manifest("1")).hasBody(image.manifest().bytes());
    assertThat(repository.blob(image.layer().digest())).hasBody(image.layer().bytes());
  }
}
