package portolan.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Program;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.World;

/// Files of blobs rot, or are gone: nobody gets other bytes than were pushed, and what is pushed
/// again is whole again, at every node.
@AgainstTheRegistry
class DamagedBlobsTest {
  /// Enough for each node to be asked.
  private static final int TIMES = 4;

  private static final Pattern DAMAGED =
      Pattern.compile("(?m)^portolan_blobs_damaged_total(?:\\{.*})? (\\S+)$");

  private final Registry registry;
  private final Image image;
  private Repository repository;

  DamagedBlobsTest(Registry registry) {
    this.registry = registry;
    // Nothing of it was pushed before.
    this.image =
        Image.of(
            List.of(
                Content.random(System.nanoTime(), 3 << 20),
                Content.random(System.nanoTime(), 1_000)));
  }

  enum Fault {
    ROTTEN {
      @Override
      void befall(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    },
    CUT_SHORT {
      @Override
      void befall(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
      }
    },
    GONE {
      @Override
      void befall(Path file) throws IOException {
        Files.delete(file);
      }
    };

    abstract void befall(Path file) throws IOException;
  }

  @BeforeEach
  void push() {
    repository = new World(registry).privateProject().repository("app");
    repository.push("1", image);
  }

  @ParameterizedTest
  @EnumSource
  void givesNothingOfALayerUntilItIsPushedAgain(Fault fault) throws IOException {
    for (var layer : image.blobs()) {
      var path = repository.path("blobs/" + layer.digest());
      assertThat(repository.blob(layer.digest())).hasBody(layer.bytes());
      fault.befall(file(layer));
      assertThat(repository.client().get(path, "Range", "bytes=1-5"))
          .isRefused(404, "BLOB_UNKNOWN");
      for (int i = 0; i < TIMES; i++) {
        assertThat(repository.blob(layer.digest())).isRefused(404, "BLOB_UNKNOWN");
        assertThat(repository.client().head(path)).hasStatus(404);
      }

      repository.pushBlob(layer);
      for (int i = 0; i < TIMES; i++) {
        assertThat(repository.blob(layer.digest())).hasStatus(200).hasBody(layer.bytes());
        assertThat(repository.client().head(path)).hasStatus(200);
      }
    }
  }

  @Test
  void asksForALayerThatIsGoneWhenItsManifestIsPushed() throws IOException {
    Fault.GONE.befall(file(image.layer()));
    assertThat(repository.putManifest("1", image.manifest()))
        .isRefused(400, "MANIFEST_BLOB_UNKNOWN");
    repository.pushBlob(image.layer());
    repository.pushManifest("1", image.manifest());
  }

  @ParameterizedTest
  @EnumSource
  void givesNothingOfAManifestUntilItIsPushedAgain(Fault fault) throws IOException {
    fault.befall(file(image.manifest()));
    for (var reference : List.of("1", image.digest())) {
      for (int i = 0; i < TIMES; i++) {
        assertThat(repository.manifest(reference)).isRefused(404, "MANIFEST_UNKNOWN");
        assertThat(repository.client().head(repository.path("manifests/" + reference)))
            .hasStatus(404);
      }
    }

    repository.pushManifest("1", image.manifest());
    for (int i = 0; i < TIMES; i++) {
      assertThat(repository.manifest("1")).hasStatus(200).hasBody(image.manifest().bytes());
      assertThat(repository.client().head(repository.path("manifests/1"))).hasStatus(200);
    }
  }

  @Test
  void tellsTheOperatorAndKeepsTheEvidence() throws Exception {
    double before = damaged();
    Fault.ROTTEN.befall(file(image.layer()));
    var rotten = Files.readAllBytes(file(image.layer()));
    assertThat(repository.blob(image.layer().digest())).hasStatus(404);

    assertThat(damaged()).isEqualTo(before + 1);
    try (var kept = Files.list(registry.blobs().resolve("damaged"))) {
      var name = image.layer().digest().replace(':', '-');
      assertThat(kept.filter(file -> file.getFileName().toString().startsWith(name)))
          .singleElement()
          .satisfies(file -> assertThat(file).hasBinaryContent(rotten));
    }
    assertThat(logs()).contains(image.layer().digest() + " is damaged");
  }

  private Path file(Content content) {
    var hex = content.digest().substring("sha256:".length());
    return registry.blobs().resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private double damaged() throws Exception {
    double sum = 0;
    try (var client = HttpClient.newHttpClient()) {
      for (var program : registry.programs()) {
        var request = HttpRequest.newBuilder(program.address().resolve("/metrics")).build();
        var found = DAMAGED.matcher(client.send(request, BodyHandlers.ofString()).body());
        assertThat(found.find()).isTrue();
        sum += Double.parseDouble(found.group(1));
      }
    }
    return sum;
  }

  private String logs() throws IOException {
    var all = new StringBuilder();
    for (var program : registry.programs().stream().map(Program::data).toList()) {
      all.append(Files.readString(program.resolve("log/portolan.log")));
    }
    return all.toString();
  }
}
