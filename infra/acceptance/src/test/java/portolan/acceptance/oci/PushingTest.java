package portolan.acceptance.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.acceptance.image.Repository.withDigest;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// OCI distribution: Push.
@AgainstTheRegistry
class PushingTest {
  private static final int CHUNK = 70_000;

  private final Content blob = Content.random(7, 3 * CHUNK);
  private final World world;
  private Project project;
  private Repository repository;

  PushingTest(Registry registry) {
    this.world = new World(registry);
  }

  @BeforeEach
  void newRepository() {
    project = world.privateProject();
    repository = project.repository("pushed");
  }

  @Test
  void takesABlobInOnePost() {
    var answer =
        repository
            .client()
            .upload(
                "POST",
                repository.path("blobs/uploads/?digest=" + blob.digest()),
                blob.bytes(),
                "Content-Type",
                Content.OCTETS);
    assertThat(answer).hasStatus(201).hasHeader("Docker-Content-Digest", blob.digest());
    assertThat(repository.client().get(answer.location())).hasStatus(200).hasBody(blob.bytes());
  }

  @Test
  void takesABlobInPostAndPut() {
    var begun = repository.begin();
    assertThat(begun).hasStatus(202);
    assertThat(begun.header("Docker-Upload-UUID")).isPresent();
    var answer = repository.finish(begun, blob.bytes(), blob.digest());
    assertThat(answer).hasStatus(201).hasHeader("Docker-Content-Digest", blob.digest());
    assertThat(repository.client().get(answer.location())).hasBody(blob.bytes());
  }

  @Test
  void takesABlobOfUnsaidLength() {
    var answer =
        repository.client().stream(
            "PUT",
            withDigest(repository.begin().location(), blob.digest()),
            new ByteArrayInputStream(blob.bytes()),
            "Content-Type",
            Content.OCTETS);
    assertThat(answer).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  @Test
  void takesABlobInOneStreamedPatch() {
    var patched =
        repository.client().stream(
            "PATCH",
            repository.begin().location(),
            new ByteArrayInputStream(blob.bytes()),
            "Content-Type",
            Content.OCTETS);
    assertThat(patched).hasStatus(202).hasHeader("Range", "0-" + (blob.size() - 1));
    assertThat(repository.finish(patched, new byte[0], blob.digest())).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  @Test
  void takesABlobInChunksTheLastWithThePut() {
    var first = chunk(repository.begin(), 0);
    assertThat(first).hasStatus(202).hasHeader("Range", "0-" + (CHUNK - 1));
    var second = chunk(first, 1);
    assertThat(second).hasStatus(202).hasHeader("Range", "0-" + (2 * CHUNK - 1));
    var last =
        repository
            .client()
            .upload(
                "PUT",
                withDigest(second.location(), blob.digest()),
                bytes(2),
                "Content-Type",
                Content.OCTETS,
                "Content-Range",
                range(2));
    assertThat(last).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  @Test
  void refusesAChunkOutOfOrderAndGoesOnAfterIt() {
    var first = chunk(repository.begin(), 0);
    assertThat(chunk(first, 2)).hasStatus(416).hasHeader("Range", "0-" + (CHUNK - 1));
    assertThat(chunk(first, 0)).hasStatus(416);
    var third = chunk(chunk(first, 1), 2);
    assertThat(repository.finish(third, new byte[0], blob.digest())).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  @Test
  void tellsHowFarAnUploadIs() {
    var first = chunk(repository.begin(), 0);
    var status = repository.client().get(first.location());
    assertThat(status).hasStatus(204).hasHeader("Range", "0-" + (CHUNK - 1));
    assertThat(status.location()).isEqualTo(first.location());
  }

  @Test
  void forgetsACancelledUpload() {
    var first = chunk(repository.begin(), 0);
    assertThat(repository.client().delete(first.location())).hasStatus(204);
    assertThat(repository.client().get(first.location())).isRefused(404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(chunk(first, 1)).isRefused(404, "BLOB_UPLOAD_UNKNOWN");
  }

  private Answer chunk(Answer upload, int number) {
    return repository
        .client()
        .upload(
            "PATCH",
            upload.location(),
            bytes(number),
            "Content-Type",
            Content.OCTETS,
            "Content-Range",
            range(number));
  }

  private byte[] bytes(int number) {
    return Arrays.copyOfRange(blob.bytes(), number * CHUNK, (number + 1) * CHUNK);
  }

  private static String range(int number) {
    return "%d-%d".formatted(number * CHUNK, (number + 1) * CHUNK - 1);
  }

  @Test
  void mountsABlobFromAnotherRepository() {
    var source = project.repository("source");
    source.push("1", Image.of(java.util.List.of(blob)));
    var answer = mount(blob.digest(), "&from=" + source.name());
    assertThat(answer).hasStatus(201).hasHeader("Docker-Content-Digest", blob.digest());
    assertThat(repository.blob(blob.digest())).hasStatus(200).hasBody(blob.bytes());
  }

  @Test
  void mountsABlobFromWhereverTheCallerMayReadIt() {
    project.repository("source").push("1", Image.of(java.util.List.of(blob)));
    assertThat(mount(blob.digest(), "")).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  @Test
  void beginsAnUploadWhereThereIsNothingToMount() {
    var answer = mount(blob.digest(), "&from=" + project.name() + "/nowhere");
    assertThat(answer).hasStatus(202);
    assertThat(repository.finish(answer, blob.bytes(), blob.digest())).hasStatus(201);
  }

  private Answer mount(String digest, String from) {
    return repository.client().post(repository.path("blobs/uploads/?mount=" + digest + from));
  }

  @Test
  void takesAManifestByTagAndByDigest() {
    var image = Image.of("one layer");
    image.blobs().forEach(repository::pushBlob);
    var byTag = repository.putManifest("v1", image.manifest());
    assertThat(byTag).hasStatus(201).hasHeader("Docker-Content-Digest", image.digest());
    assertThat(repository.client().get(byTag.location())).hasBody(image.manifest().bytes());
    var other = Image.of("another layer");
    other.blobs().forEach(repository::pushBlob);
    repository.pushManifest(other.digest(), other.manifest());
    assertThat(repository.manifest(other.digest())).hasStatus(200);
    assertThat(repository.tags()).containsExactly("v1");
  }

  @Test
  void movesATag() {
    var old = repository.push("v1", Image.of("old"));
    var young = repository.push("v1", Image.of("young"));
    assertThat(repository.manifest("v1")).hasHeader("Docker-Content-Digest", young.digest());
    assertThat(repository.manifest(old.digest())).hasStatus(200);
  }

  @Test
  void takesImagesInDockersForm() {
    var image = repository.push("docker", Image.docker("a layer"));
    assertThat(repository.manifest("docker"))
        .hasHeader("Content-Type", Image.DOCKER_MANIFEST)
        .hasBody(image.manifest().bytes());
  }

  @Test
  void takesAnImageWithoutLayers() {
    var image = repository.push("empty", Image.of());
    assertThat(repository.manifest("empty")).hasBody(image.manifest().bytes());
  }

  @Test
  void takesTheEmptyBlob() {
    var empty = repository.pushBlob(Content.text(""));
    assertThat(repository.blob(empty.digest())).hasStatus(200).hasBody(new byte[0]);
  }

  @Test
  void takesABlobBySha512() {
    var answer = repository.finish(repository.begin(), blob.bytes(), blob.sha512());
    assertThat(answer).hasStatus(201).hasHeader("Docker-Content-Digest", blob.sha512());
    assertThat(repository.blob(blob.sha512())).hasStatus(200).hasBody(blob.bytes());
  }

  @Test
  void takesAnImageWhoseForeignLayerStaysElsewhere() {
    var config = repository.pushBlob(Image.of().blobs().getFirst());
    var foreign =
        """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[{"mediaType":\
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip","size":5,"digest":"%s",\
        "urls":["http://127.0.0.1:9/layer"]}]}\
        """
            .formatted(
                Image.OCI_MANIFEST,
                config.as(Image.OCI_CONFIG).descriptor(),
                Content.text("elsewhere").digest());
    var manifest = Content.text(foreign).as(Image.OCI_MANIFEST);
    repository.pushManifest("foreign", manifest);
    assertThat(repository.manifest("foreign")).hasBody(manifest.bytes());
  }
}
