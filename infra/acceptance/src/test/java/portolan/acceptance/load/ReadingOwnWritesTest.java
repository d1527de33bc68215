package portolan.acceptance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// A client that has pushed sees what it pushed, wherever it asks, at once.
@AgainstTheRegistry
class ReadingOwnWritesTest {
  private static final int PAIRS = Integer.getInteger("portolan.pairs", 1000);
  private static final int CLIENTS = 16;

  private final World world;

  ReadingOwnWritesTest(Registry registry) {
    this.world = new World(registry);
  }

  @Test
  void neverSeesAMissingOrOldTag() throws Exception {
    var project = world.privateProject();
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var running = new ArrayList<Future<?>>();
      for (int client = 0; client < CLIENTS; client++) {
        // Two clients share a repository, each with tags of its own.
        var repository = project.repository("app-" + client / 2);
        int number = client;
        running.add(clients.submit(() -> pushAndRead(repository, number)));
      }
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a client saw a past state", e.getCause());
    }
  }

  private static void pushAndRead(Repository repository, int client) {
    var base = Image.of("base of " + client);
    base.blobs().forEach(repository::pushBlob);
    for (int i = 0; i < PAIRS / CLIENTS + 1; i++) {
      // Every other push moves a tag that is there, the others make a new one.
      var tag = "c" + client + (i % 2 == 0 ? "-moving" : "-" + i);
      var pushed = variant(base, client, i);
      // A header X-Portolan-Position would say that the wait for the readers was given up.
      assertThat(repository.putManifest(tag, pushed))
          .hasStatus(201)
          .hasNoHeader("X-Portolan-Position");
      assertSeen(repository, tag, pushed, i);
    }
  }

  private static Content variant(Image base, int client, int number) {
    var text = base.manifest().asText();
    var note = ",\"annotations\":{\"org.example.push\":\"%d-%d\"}}".formatted(client, number);
    return Content.text(text.substring(0, text.length() - 1) + note).as(Image.OCI_MANIFEST);
  }

  private static void assertSeen(Repository repository, String tag, Content pushed, int i) {
    assertThat(repository.manifest(tag))
        .hasStatus(200)
        .hasHeader("Docker-Content-Digest", pushed.digest());
    switch (i % 4) {
      case 0 -> assertThat(repository.tags()).contains(tag);
      case 1 ->
          assertThat(
                  repository
                      .client()
                      .get(repository.api() + "/artifacts/" + tag)
                      .json()
                      .path("digest")
                      .asString())
              .isEqualTo(pushed.digest());
      case 2 -> {
        var signature = Image.about(pushed, "application/vnd.example.signature", tag + i);
        signature.blobs().forEach(repository::pushBlob);
        repository.pushManifest(signature.digest(), signature.manifest());
        assertThat(repository.referrers(pushed.digest())).contains(signature.digest());
      }
      default -> {
        assertThat(repository.deleteManifest(tag)).hasStatus(202);
        assertThat(repository.manifest(tag)).hasStatus(404);
        assertThat(repository.tags()).doesNotContain(tag);
      }
    }
  }
}
