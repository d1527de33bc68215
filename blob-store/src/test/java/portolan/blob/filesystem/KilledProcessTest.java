package portolan.blob.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.blob.Bodies.id;
import static portolan.blob.Bodies.of;
import static portolan.blob.Bodies.read;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.blob.StoredBlob;
import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;

class KilledProcessTest {
  private static final int KINDS = 4;

  @TempDir Path root;

  @Test
  void keepsEveryBlobThatWasAnsweredFor() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var answered = new ArrayList<Digest>();
    try (var lines = process.inputReader()) {
      while (answered.size() < 400) {
        answered.add(new Digest(lines.readLine()));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (var store = new FilesystemStore(root)) {
      for (var digest : answered) {
        assertThat(digest.matches(read(store.blobs().open(digest).block().bytes()))).isTrue();
      }
      var all = store.blobs().all().map(StoredBlob::digest).collectList().block();
      var whole =
          Flux.fromIterable(all)
              .concatMap(digest -> store.blobs().open(digest))
              .filter(blob -> blob.digest().matches(read(blob.bytes())));
      assertThat(whole.count().block()).isEqualTo(all.size());
    }
  }

  /// Writes blobs of all sizes without end, and names each when it is answered for.
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      var store = new FilesystemStore(Path.of(arguments[0]));
      for (int i = 0; i < 2 * KINDS; i++) {
        var kind = i % KINDS;
        Thread.ofPlatform().start(() -> write(store, kind));
      }
    }

    private static void write(FilesystemStore store, int kind) {
      while (true) {
        var bytes = new byte[List.of(100, 4096, 20_000, 200_000).get(kind)];
        new SecureRandom().nextBytes(bytes);
        var digest = Digest.of(bytes);
        if (kind == 0) {
          store.blobs().put(digest, bytes).block();
        } else {
          var id = id();
          store.uploads().start(id).block();
          store.uploads().finish(id, OptionalLong.empty(), of(bytes), digest).block();
        }
        System.out.println(digest);
      }
    }
  }
}
