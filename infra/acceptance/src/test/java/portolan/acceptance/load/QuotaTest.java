package portolan.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.RawConnection;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.World;

/// A project never keeps more than its limit, and what it uses is always the exact sum.
@AgainstTheRegistry
class QuotaTest {
  private static final int LAYER = 20_000;
  private static final int PUSHES = 64;
  private static final int FITTING = 20;

  private final Registry registry;
  private final World world;

  QuotaTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @Test
  void neverPassesTheLimitHoweverManyPushAtOnce() {
    var images = new ArrayList<Image>();
    for (int i = 0; i < PUSHES; i++) {
      images.add(Image.of(java.util.List.of(Content.random(1000 + i, LAYER))));
    }
    long each = images.getFirst().size();
    var project = world.projectOf(each * FITTING + each / 2);
    var answers = pushAll(project, images);
    long accepted = answers.stream().filter(answer -> answer.status() == 201).count();
    answers.stream()
        .filter(answer -> answer.status() != 201)
        .forEach(answer -> assertThat(answer).isRefused(403, "DENIED"));
    assertThat(accepted).isEqualTo(FITTING);
    assertThat(project.used()).isEqualTo(accepted * each).isEqualTo(recount(project));
  }

  private static java.util.List<Answer> pushAll(Project project, java.util.List<Image> images) {
    try (var clients = Executors.newFixedThreadPool(PUSHES)) {
      var pushes =
          images.stream()
              .map(image -> CompletableFuture.supplyAsync(() -> push(project, image), clients))
              .toList();
      return pushes.stream().map(CompletableFuture::join).toList();
    }
  }

  private static Answer push(Project project, Image image) {
    var repository = project.repository("app");
    for (var blob : image.blobs()) {
      var answer = repository.putBlob(blob);
      if (answer.status() != 201) {
        return answer;
      }
    }
    return repository.putManifest("t" + image.digest().substring(7, 20), image.manifest());
  }

  /// The sum as somebody counts it who goes through all manifests.
  private long recount(Project project) {
    var repository = project.repository("app");
    var sizes = new java.util.HashMap<String, Long>();
    for (var tag : repository.tags()) {
      var manifest = repository.manifest(tag);
      sizes.put(manifest.must("Docker-Content-Digest"), (long) manifest.body().length);
      var json = manifest.json();
      sizes.put(
          json.path("config").path("digest").asString(), json.path("config").path("size").asLong());
      for (var layer : json.path("layers")) {
        sizes.put(layer.path("digest").asString(), layer.path("size").asLong());
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void saysInWordsWhatIsUsedWhatTheLimitIsAndWhatWasAsked() {
    var small = Image.of("fits");
    var project = world.projectOf(small.size() + 1000);
    var repository = project.repository("app");
    repository.push("1", small);
    var large = Image.of(java.util.List.of(Content.random(5, 5 << 20)));
    var refusal = push(project, large);
    assertThat(refusal).isRefused(403, "DENIED");
    assertThat(refusal.message()).contains("5 MiB", small.size() + " B", "1.5 KiB", "storage");
    assertThat(repository.tags()).containsExactly("1");
    assertThat(project.used()).isEqualTo(small.size());
  }

  /// A body in chunks does not say how long it is.
  @Test
  void refusesABodyWhoseLengthNobodySaid() {
    var project = world.projectOf(5_000);
    var repository = project.repository("app");
    var blob = Content.random(9, 6_000);
    for (var location :
        List.of(
            repository.path("blobs/uploads/?digest=" + blob.digest()),
            Repository.withDigest(repository.begin().location(), blob.digest()))) {
      var method = location.contains("uploads/?") ? "POST" : "PUT";
      assertThat(inChunks(method, location, blob)).isRefused(403, "DENIED");
    }
    assertThat(repository.blob(blob.digest())).isRefused(404, "BLOB_UNKNOWN");
    assertThat(project.used()).isZero();
  }

  private Answer inChunks(String method, String path, Content blob) {
    try (var connection = RawConnection.to(registry)) {
      connection.write(
          "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n"
              .formatted(method, path, registry.host(), Registry.ADMIN.basic(), blob.size()));
      connection.write(blob.bytes());
      connection.write("\r\n0\r\n\r\n");
      return connection.answer(method + " in chunks");
    }
  }

  @Test
  void countsABlobOnceHoweverOftenItIsUsed() {
    var project = world.projectOf(1 << 20);
    var image = Image.of(java.util.List.of(Content.random(3, LAYER)));
    project.repository("app").push("1", image);
    project.repository("app").push("2", image);
    project.repository("other").push("1", image);
    assertThat(project.used()).isEqualTo(image.size());
    var longer = Image.of(java.util.List.of(image.layer(), Content.random(4, LAYER)));
    project.repository("app").push("3", longer);
    assertThat(project.used())
        .isEqualTo(
            image.size() + longer.manifest().size() + LAYER + longer.blobs().getLast().size());
  }

  @Test
  void countsWhatIsThereAndNotWhatAManifestClaims() {
    var project = world.projectOf(1 << 20);
    var repository = project.repository("app");
    var image = Image.of(java.util.List.of(Content.random(8, LAYER)));
    image.blobs().forEach(repository::pushBlob);
    for (var claimed : new String[] {"1", String.valueOf(Long.MAX_VALUE)}) {
      var text = image.manifest().asText().replaceAll("\"size\":\\d+", "\"size\":" + claimed);
      var lie = Content.text(text).as(Image.OCI_MANIFEST);
      if (repository.putManifest("lie", lie).status() == 201) {
        assertThat(project.used()).isEqualTo(lie.size() + LAYER + image.blobs().getLast().size());
        assertThat(repository.deleteManifest(lie.digest())).hasStatus(202);
      }
    }
    assertThat(project.used()).isZero();
  }

  @Test
  void freesWhatIsDeletedAlsoWhenTheLimitWasLowered() {
    var project = world.projectOf(1 << 20);
    var repository = project.repository("app");
    var image = repository.push("1", Image.of(java.util.List.of(Content.random(6, LAYER))));
    project.limit(1000);
    assertThat(repository.putManifest("2", Image.of().manifest()).status()).isIn(400, 403);
    assertThat(repository.deleteManifest(image.digest())).hasStatus(202);
    assertThat(project.used()).isZero();
  }

  @Test
  void keepsTheSumRightWhilePushesAndDeletionsMix() {
    var project = world.projectOf(64L * LAYER);
    var repository = project.repository("app");
    try (var clients = Executors.newFixedThreadPool(8)) {
      var work = new ArrayList<CompletableFuture<Void>>();
      for (int client = 0; client < 8; client++) {
        int number = client;
        work.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 12; i++) {
                    // The same layers over and over, so that they are shared.
                    var image =
                        Image.of(java.util.List.of(Content.random((number + i) % 5, LAYER)));
                    push(project, image);
                    if (i % 3 == 2) {
                      repository.deleteManifest(image.digest());
                    }
                  }
                },
                clients));
      }
      work.forEach(CompletableFuture::join);
    }
    assertThat(project.used()).isEqualTo(recount(project));
  }
}
