package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// Digests that are none, and digests of something else.
@AgainstTheRegistry
class DigestsTest {
  private static final String HEX =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85";

  private final Content content = Content.text("content");
  private final Registry registry;
  private Project project;
  private Repository repository;

  DigestsTest(Registry registry) {
    this.registry = registry;
  }

  @BeforeEach
  void newRepository() {
    project = new World(registry).projectOf(1 << 20);
    repository = project.repository("digests");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256:" + HEX,
        "sha256:" + HEX + "55",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "sha256:../../x",
        "sha256:",
        "nonsense",
        "sha256:%00",
        "sha512:" + HEX + "5",
      })
  void takesNothingUnderABadDigest(String digest) {
    var upload = repository.begin().location();
    var answer =
        RawConnection.ask(
            registry,
            Registry.ADMIN,
            "PUT",
            Repository.withDigest(upload, digest),
            java.util.List.of(),
            content.bytes());
    assertThat(answer).hasStatus(400);
    assertThat(answer.codes()).containsAnyOf("DIGEST_INVALID", "UNSUPPORTED");
    assertThat(
            RawConnection.ask(registry, Registry.ADMIN, "GET", repository.path("blobs/" + digest))
                .status())
        .isIn(400, 404);
  }

  @Test
  void takesNoBlobUnderAnotherDigest() {
    var other = Content.text("other content");
    for (var digest : new String[] {other.digest(), other.sha512()}) {
      assertThat(repository.finish(repository.begin(), content.bytes(), digest))
          .isRefused(400, "DIGEST_INVALID");
      assertThat(repository.blob(digest)).isRefused(404, "BLOB_UNKNOWN");
    }
    assertThat(repository.blob(content.digest())).isRefused(404, "BLOB_UNKNOWN");
  }

  @Test
  void takesNoBlobWithoutADigest() {
    var upload = repository.begin().location();
    assertThat(repository.client().upload("PUT", upload, content.bytes()))
        .isRefused(400, "DIGEST_INVALID");
  }

  @Test
  void takesNoManifestUnderAnotherDigest() {
    var image = repository.push("1", Image.of("a layer"));
    long used = project.used();
    var digest = Content.text("another manifest").digest();
    assertThat(repository.putManifest(digest, image.manifest())).isRefused(400, "DIGEST_INVALID");
    assertThat(repository.manifest(digest)).isRefused(404, "MANIFEST_UNKNOWN");
    assertThat(project.used()).isEqualTo(used);
  }
}
