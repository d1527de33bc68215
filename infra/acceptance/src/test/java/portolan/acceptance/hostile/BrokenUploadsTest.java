package portolan.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// Uploads that break off, overlap, or belong to somebody else.
@AgainstTheRegistry
class BrokenUploadsTest {
  private final Content blob = Content.random(11, 200_000);
  private final Registry registry;
  private final World world;
  private Project project;
  private Repository repository;

  BrokenUploadsTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @BeforeEach
  void newRepository() {
    project = world.privateProject();
    repository = project.repository("uploads");
  }

  @Test
  void goesOnFromWhereABrokenConnectionLeftIt() throws Exception {
    var upload = repository.begin().location();
    try (var connection = RawConnection.to(registry)) {
      connection.write(
          "PATCH %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(upload, registry.host(), Registry.ADMIN.basic(), blob.size()));
      connection.write(Arrays.copyOf(blob.bytes(), 100_000));
    }
    int offset = settledOffset(upload);
    assertThat(offset).isBetween(0, 100_000);
    var rest = Arrays.copyOfRange(blob.bytes(), offset, blob.size());
    var range = "%d-%d".formatted(offset, blob.size() - 1);
    var patched = repository.client().upload("PATCH", upload, rest, "Content-Range", range);
    assertThat(patched).hasStatus(202);
    assertThat(repository.finish(patched, new byte[0], blob.digest())).hasStatus(201);
    assertThat(repository.blob(blob.digest())).hasBody(blob.bytes());
  }

  private int settledOffset(String upload) throws InterruptedException {
    int last = -1;
    for (int i = 0; i < 50; i++) {
      int now = offset(repository.client().get(upload));
      if (now == last) {
        return now;
      }
      last = now;
      Thread.sleep(1000);
    }
    return last;
  }

  private static int offset(Answer status) {
    assertThat(status).hasStatus(204);
    var range = status.header("Range").orElse("0-0");
    int end = Integer.parseInt(range.substring(range.indexOf('-') + 1));
    return end == 0 ? 0 : end + 1;
  }

  @Test
  void keepsNothingOfAPostThatBreaksOff() {
    try (var connection = RawConnection.to(registry)) {
      connection.write(
          "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(
                  repository.path("blobs/uploads/?digest=" + blob.digest()),
                  registry.host(),
                  Registry.ADMIN.basic(),
                  blob.size()));
      connection.write(Arrays.copyOf(blob.bytes(), 100_000));
    }
    assertThat(repository.blob(blob.digest())).isRefused(404, "BLOB_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "5-", "-5", "10-5", "0-x", "bytes 0-4", "99999999999999999999-1"})
  void refusesARangeThatIsNone(String range) {
    var upload = repository.begin().location();
    var answer = repository.client().upload("PATCH", upload, new byte[5], "Content-Range", range);
    assertThat(answer.status()).as(answer.toString()).isIn(202, 400, 416);
    assertThat(repository.client().get(upload)).hasStatus(204);
  }

  @Test
  void refusesARangeOfAnotherLengthThanItsBody() {
    var upload = repository.begin().location();
    var answer = repository.client().upload("PATCH", upload, new byte[5], "Content-Range", "0-99");
    assertThat(answer.status()).as(answer.toString()).isIn(400, 416);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-1", "0-8"})
  void refusesARangeOfAnotherLengthThanItsChunks(String range) {
    var upload = repository.begin().location();
    try (var connection = RawConnection.to(registry)) {
      connection.write(
          "PATCH %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Range: %s\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
              .formatted(upload, registry.host(), Registry.ADMIN.basic(), range));
      assertThat(connection.answer("PATCH in chunks")).isRefused(400, "SIZE_INVALID");
    }
  }

  @Test
  void letsOneOfTwoWritersOnAndAlwaysKeepsTheRightBytes() {
    for (int i = 0; i < 50; i++) {
      var upload = repository.begin().location();
      var halves = Content.random(i, 20_000);
      var one = CompletableFuture.supplyAsync(() -> first(upload, halves));
      var other = CompletableFuture.supplyAsync(() -> first(upload, halves));
      int accepted = 0;
      for (var answer : new Answer[] {one.join(), other.join()}) {
        assertThat(answer.status()).as(answer.toString()).isIn(202, 409, 416);
        accepted += answer.status() == 202 ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(1);
      var rest = Arrays.copyOfRange(halves.bytes(), 10_000, 20_000);
      var range = "10000-19999";
      assertThat(repository.client().upload("PATCH", upload, rest, "Content-Range", range))
          .hasStatus(202);
      assertThat(
              repository
                  .client()
                  .upload("PUT", Repository.withDigest(upload, halves.digest()), new byte[0]))
          .hasStatus(201);
    }
  }

  private Answer first(String upload, Content halves) {
    return repository
        .client()
        .upload("PATCH", upload, Arrays.copyOf(halves.bytes(), 10_000), "Content-Range", "0-9999");
  }

  @Test
  void hidesAnUploadFromOthersAndFromOtherRepositories() {
    var upload = repository.begin().location();
    var id = upload.substring(upload.lastIndexOf('/') + 1);
    var colleague = registry.as(project.member(Role.MAINTAINER));
    assertUnknown(repository.as(colleague), id);
    assertUnknown(project.repository("elsewhere"), id);
    assertUnknown(repository, (id.startsWith("A") ? "B" : "A") + id.substring(1));
    assertThat(
            repository
                .client()
                .upload("PUT", Repository.withDigest(upload, blob.digest()), blob.bytes()))
        .hasStatus(201);
  }

  private void assertUnknown(Repository where, String id) {
    var path = where.path("blobs/uploads/" + id);
    assertThat(where.client().get(path)).isRefused(404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(where.client().upload("PATCH", path, new byte[3]))
        .isRefused(404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(
            where.client().upload("PUT", Repository.withDigest(path, blob.digest()), new byte[3]))
        .isRefused(404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(where.client().delete(path)).isRefused(404, "BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  void keepsOneCopyOfABlobThatManyPushAtOnce() {
    var pushes =
        java.util.stream.IntStream.range(0, 16)
            .mapToObj(i -> project.repository("same-" + i % 4))
            .map(target -> CompletableFuture.supplyAsync(() -> target.putBlob(blob)))
            .toList();
    pushes.forEach(push -> assertThat(push.join()).hasStatus(201));
    var image = Image.of(java.util.List.of(blob));
    project.repository("same-0").push("1", image);
    project.repository("same-1").push("1", image);
    project.limit(1 << 30);
    assertThat(project.used()).isEqualTo(image.size());
  }
}
