package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.world.Project;

/// Clients that push all the time, whatever happens, and remember what was acknowledged.
final class Pushers implements AutoCloseable {
  private static final int CLIENTS = 8;

  private final Project project;
  private final Client client;
  private final Map<String, Image> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final List<Thread> threads = new ArrayList<>();

  private Pushers(Project project) {
    this.project = project;
    this.client = project.world().registry().asAdmin().forgiving();
  }

  /// Pushing into a project, from now on.
  static Pushers into(Project project) {
    var pushers = new Pushers(project);
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      pushers.threads.add(Thread.ofVirtual().start(() -> pushers.pushAllTheTime(number)));
    }
    return pushers;
  }

  private void pushAllTheTime(int number) {
    var repository = new Repository(project.name() + "/app-" + number % 2, client);
    for (int i = 0; going.get(); i++) {
      // Every third push moves a tag that all of them fight for.
      var tag = i % 3 == 0 ? "shared" : "c%d-%d".formatted(number, i);
      var image = Image.of(List.of(Content.random(number * 100_000L + i, 3000)));
      if (pushed(repository, tag, image)) {
        acknowledged.put(repository.name() + "@" + image.digest(), image);
        if (!tag.equals("shared")) {
          acknowledged.put(repository.name() + ":" + tag, image);
        }
      } else {
        refused.incrementAndGet();
        pause();
      }
    }
  }

  private static boolean pushed(Repository repository, String tag, Image image) {
    try {
      for (var blob : image.blobs()) {
        if (repository.putBlob(blob).status() != 201) {
          return false;
        }
      }
      return repository.putManifest(tag, image.manifest()).status() == 201;
    } catch (java.io.UncheckedIOException | AssertionError cut) {
      // Nobody answered, or the answer was cut: not acknowledged.
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "%d manifests and tags acknowledged, %d pushes not"
        .formatted(acknowledged.size(), refused.get());
  }

  int refused() {
    return refused.get();
  }

  /// Waits until so many more are acknowledged.
  void awaitMore(int more) throws InterruptedException {
    int wanted = acknowledged.size() + more;
    long end = System.nanoTime() + 60_000_000_000L;
    while (acknowledged.size() < wanted) {
      assertThat(System.nanoTime()).as("pushes go on").isLessThan(end);
      Thread.sleep(20);
    }
  }

  /// Stops pushing.
  @Override
  public void close() {
    going.set(false);
    threads.forEach(thread -> {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /// Everything that was acknowledged is there, and whole.
  void assertNothingLost() {
    acknowledged.forEach((name, image) -> {
      int at = Math.max(name.lastIndexOf('@'), name.indexOf(':'));
      if (name.contains("@")) {
        at = name.indexOf('@');
      }
      var repository = new Repository(name.substring(0, at), project.world().registry().asAdmin());
      assertThat(repository.manifest(name.substring(at + 1)))
          .hasStatus(200)
          .hasBody(image.manifest().bytes());
      for (var blob : image.blobs()) {
        assertThat(repository.client().head(repository.path("blobs/" + blob.digest())))
            .hasStatus(200)
            .hasHeader("Content-Length", String.valueOf(blob.size()));
      }
    });
  }

  /// Every tag gives a manifest, and all that the manifest names.
  ///
  /// @return the bytes that the project uses, counted through its manifests
  long assertEveryTagIsWhole() {
    var sizes = new HashMap<String, Long>();
    for (var name : List.of("app-0", "app-1")) {
      var repository = project.repository(name);
      for (var digest : digests(repository)) {
        var manifest = repository.manifest(digest);
        assertThat(manifest).hasStatus(200);
        sizes.put(digest, (long) manifest.body().length);
        count(manifest, repository, sizes);
      }
      for (var tag : repository.tags()) {
        assertThat(repository.manifest(tag)).hasStatus(200);
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void count(Answer manifest, Repository repository, Map<String, Long> sizes) {
    var blobs = new ArrayList<>(manifest.json().path("layers").values());
    blobs.add(manifest.json().path("config"));
    for (var blob : blobs) {
      var digest = blob.path("digest").asString();
      if (sizes.put(digest, blob.path("size").asLong()) == null) {
        assertThat(repository.client().head(repository.path("blobs/" + digest))).hasStatus(200);
      }
    }
  }

  private static List<String> digests(Repository repository) {
    var digests = new ArrayList<String>();
    var next = java.util.Optional.of(repository.api() + "/artifacts?page_size=100&with_tag=false");
    while (next.isPresent()) {
      var page = repository.client().get(next.get());
      assertThat(page).hasStatus(200);
      digests.addAll(page.each("/digest"));
      next = portolan.acceptance.image.Pages.next(page);
    }
    return digests;
  }
}
