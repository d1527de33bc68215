package portolan.blob.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.blob.Bodies.id;
import static portolan.blob.Bodies.of;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.read;
import static portolan.blob.Bodies.refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portolan.blob.Blobs;
import portolan.blob.BlobsContract;
import portolan.blob.Uploads;
import portolan.blob.UploadsContract;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

class FilesystemStoreTest implements BlobsContract, UploadsContract {
  @TempDir Path root;
  private FilesystemStore store;
  private FilesystemStore other;

  @BeforeEach
  void open() throws IOException {
    store = new FilesystemStore(root);
    other = new FilesystemStore(root);
  }

  @AfterEach
  void close() {
    store.close();
    other.close();
  }

  @Override
  public Blobs blobs() {
    return store.blobs();
  }

  @Override
  public Uploads uploads() {
    return store.uploads();
  }

  @Override
  public Uploads anotherNode() {
    return other.uploads();
  }

  @Override
  public long leftovers() {
    try (var files = Files.walk(root.resolve("uploads"))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void putsABlobWhereItsDigestSays() throws IOException {
    var bytes = random(100);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();

    var file = root.resolve("blobs/sha256").resolve(digest.hex().substring(0, 2), digest.hex());
    assertThat(file).hasBinaryContent(bytes);
    assertThat(store.blobs().find(digest).block().file()).contains(file);
  }

  @Test
  void healsABlobThatWasCutShort() throws IOException {
    var bytes = random(100_000);
    var digest = Digest.of(bytes);
    var blob = store.blobs().put(digest, bytes).block();
    try (var file = FileChannel.open(blob.file().orElseThrow(), StandardOpenOption.WRITE)) {
      file.truncate(5);
    }
    var id = id();
    store.uploads().start(id).block();
    store.uploads().finish(id, OptionalLong.empty(), of(bytes), digest).block();

    assertThat(read(store.blobs().find(digest).block().bytes())).isEqualTo(bytes);
  }

  @Test
  void storesAgainAfterItsFoldersWereRemoved() throws IOException {
    var bytes = random(100);
    var blob = store.blobs().put(Digest.of(bytes), bytes).block();
    var file = blob.file().orElseThrow();
    Files.delete(file);
    Files.delete(file.getParent());

    store.blobs().put(Digest.of(bytes), bytes).block();

    assertThat(file).exists();
  }

  @Test
  void goesOnWhileTheLastPieceIsStillBeingSynced() {
    var bytes = random(45 << 20);
    var id = id();
    store.uploads().start(id).block();
    for (int from = 0; from < bytes.length; from += 9 << 20) {
      var piece = of(Arrays.copyOfRange(bytes, from, from + (9 << 20)), 64 << 10);
      store.uploads().append(id, OptionalLong.of(from), piece).block();
    }

    assertThat(store.uploads().finish(id, Digest.of(bytes)).block().size()).isEqualTo(45 << 20);
    assertThat(read(store.blobs().find(Digest.of(bytes)).block().bytes())).isEqualTo(bytes);
  }

  @Test
  void leavesOtherFilesInTheTreeAlone() throws IOException {
    Files.createDirectories(root.resolve("blobs/lost+found"));
    Files.writeString(root.resolve("blobs/README"), "hands off");
    Files.writeString(root.resolve("blobs/lost+found/x"), "hands off");

    assertThat(store.blobs().all().collectList().block()).isEmpty();
  }

  @Test
  void saysThatTheStorageFailsWhenItDoes() throws IOException {
    var bytes = random(10);
    var digest = Digest.of(bytes);
    Files.createDirectories(root.resolve("blobs/sha256"));
    Files.writeString(root.resolve("blobs/sha256").resolve(digest.hex().substring(0, 2)), "");

    assertThat(refusal(store.blobs().put(digest, bytes)))
        .isEqualTo(new Refusal.Unavailable("blob storage failed"));
    assertThat(leftovers()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatTheStorageIsFullWhenItIs() throws IOException {
    var bytes = random(100_000);
    var id = id();
    store.uploads().start(id).block();
    putInPlaceOfTheOnlyUpload(Path.of("/dev/full"));

    assertThat(
            refusal(store.uploads().finish(id, OptionalLong.empty(), of(bytes), Digest.of(bytes))))
        .isEqualTo(new Refusal.Unavailable("blob storage is full"));
    assertThat(store.blobs().find(Digest.of(bytes)).blockOptional()).isEmpty();
  }

  private void putInPlaceOfTheOnlyUpload(Path device) throws IOException {
    try (var files = Files.walk(root.resolve("uploads"))) {
      var upload = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.delete(upload);
      Files.createSymbolicLink(upload, device);
    }
  }
}
