package portolan.blob.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.blob.Bodies.id;
import static portolan.blob.Bodies.of;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.read;
import static portolan.blob.Bodies.refusal;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portolan.blob.Blobs;
import portolan.blob.BlobsContract;
import portolan.blob.Bodies;
import portolan.blob.StoredBlob;
import portolan.blob.UploadId;
import portolan.blob.Uploads;
import portolan.blob.UploadsContract;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

  @Override
  public void damage(Digest digest) throws IOException {
    var bytes = Files.readAllBytes(file(digest));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(digest), bytes);
  }

  private Path file(Digest digest) {
    return root.resolve("blobs/sha256").resolve(digest.hex().substring(0, 2), digest.hex());
  }

  @Test
  void findsAtOnce() {
    assertThat(store.blobs().findsAtOnce()).isTrue();
    assertThat(store.blobs().find(Digest.of(random(10))).toFuture()).isCompletedWithValue(null);
  }

  @Test
  void keepsADamagedFileAsEvidence() throws IOException {
    var bytes = random(2 << 20);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();
    damage(digest);
    var damaged = Files.readAllBytes(file(digest));

    assertThat(store.blobs().open(digest).blockOptional()).isEmpty();
    assertThat(store.damaged()).isEqualTo(1);
    try (var kept = Files.list(root.resolve("damaged"))) {
      assertThat(kept)
          .singleElement()
          .satisfies(file -> {
            assertThat(file.getFileName().toString()).startsWith("sha256-" + digest.hex());
            assertThat(file).hasBinaryContent(damaged);
          });
    }
  }

  @Test
  void readsWhatAnotherNodeHasWrittenOnceForAllWhoAsk() {
    var bytes = random(5 << 20);
    store.blobs().put(Digest.of(bytes), bytes).block();

    var asked =
        Flux.range(0, 50).flatMap(_ -> other.blobs().open(Digest.of(bytes)), 50).count().block();
    assertThat(asked).isEqualTo(50);
  }

  /// Whoever reads a file first waits on another thread.
  @Test
  void knowsWhatItHasWrittenItself() {
    var small = random(100);
    var large = random(9 << 20);
    store.blobs().put(Digest.of(small), small).block();
    var id = id();
    store.uploads().start(id).block();
    store.uploads().finish(id, OptionalLong.empty(), of(large), Digest.of(large)).block();

    for (var digest : List.of(Digest.of(small), Digest.of(large))) {
      assertThat(opener(store, digest)).isEqualTo(Thread.currentThread());
      assertThat(opener(other, digest)).isNotEqualTo(Thread.currentThread());
      assertThat(opener(other, digest)).isEqualTo(Thread.currentThread());
    }
  }

  private static Thread opener(FilesystemStore store, Digest digest) {
    return store.blobs().open(digest).map(_ -> Thread.currentThread()).block();
  }

  @Test
  void putsASoundFileInPlaceOfADamagedOneThatNobodyHasReadYet() throws IOException {
    var bytes = random(100_000);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();
    damage(digest);
    store.blobs().put(digest, bytes).block();

    assertThat(read(other.blobs().open(digest).block().bytes())).isEqualTo(bytes);
    assertThat(other.damaged()).isZero();
  }

  @Test
  void putsASoundFileBackThatTookThePlaceOfADamagedOne() throws IOException {
    var digest = Digest.of(random(10));
    var file = Files.writeString(root.resolve("read"), "damaged");
    var read = FileState.of(file).orElseThrow();
    var sound = Files.writeString(root.resolve("sound"), "sound");
    var damaged = new DamagedFiles(root.resolve("damaged"));
    damaged.putAside(digest, sound, read);

    assertThat(sound).hasContent("sound");
    assertThat(damaged.count()).isZero();
    damaged.putAside(digest, file, read);
    assertThat(file).doesNotExist();
    assertThat(damaged.count()).isEqualTo(1);
  }

  @Test
  void believesAFileWhileItIsTheSameAndForSomeTime() throws Exception {
    var digest = Digest.of(random(10));
    var file = Files.writeString(root.resolve("file"), "some");
    var state = FileState.of(file).orElseThrow();
    var patient = new SoundFiles(Duration.ofHours(1));
    var impatient = new SoundFiles(Duration.ZERO);
    patient.add(digest, state);
    impatient.add(digest, state);
    assertThat(patient.has(digest, state)).isTrue();
    assertThat(impatient.has(digest, state)).isFalse();

    Thread.sleep(20);
    Files.writeString(file, "same");
    Files.setLastModifiedTime(file, FileTime.from(state.modified(), TimeUnit.NANOSECONDS));
    assertThat(patient.has(digest, FileState.of(file).orElseThrow())).isFalse();
  }

  @Test
  void holdsMemoryForSixteenLargeUploadsAndWritesOthersThroughTheCache() throws Exception {
    long before = memory();
    var ids = Stream.generate(Bodies::id).limit(60).toList();
    var rest = new CompletableFuture<Void>();
    var answers = ids.stream().map(id -> inTwoParts(id, rest)).toList();
    for (int i = 0; i < 300 && begun(ids) < 60 - 16; i++) {
      Thread.sleep(100);
    }
    assertThat(begun(ids)).isGreaterThanOrEqualTo(60 - 16);
    assertThat(memory() - before).isLessThan(48L << 20);

    rest.complete(null);

    assertThat(answers).allSatisfy(it -> assertThat(it).succeedsWithin(Duration.ofSeconds(30)));
    assertThat(memory() - before).isLessThan(8L << 20);
  }

  private CompletableFuture<StoredBlob> inTwoParts(UploadId id, CompletableFuture<Void> rest) {
    var bytes = random(400_000);
    uploads().start(id).block();
    var body =
        Flux.concat(
            of(Arrays.copyOf(bytes, 300_000)),
            Mono.fromFuture(rest, true).thenMany(of(Arrays.copyOfRange(bytes, 300_000, 400_000))));
    return uploads().finish(id, OptionalLong.empty(), body, Digest.of(bytes)).toFuture();
  }

  /// How many have bytes in their file.
  private long begun(List<UploadId> ids) {
    return ids.stream().filter(id -> uploads().offset(id).block() > 0).count();
  }

  private static long memory() {
    var allocator = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
    return allocator.metric().usedDirectMemory();
  }

  @Test
  void putsABlobWhereItsDigestSays() throws IOException {
    var bytes = random(100);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();

    assertThat(file(digest)).hasBinaryContent(bytes);
    assertThat(store.blobs().open(digest).block().file()).contains(file(digest));
  }

  @Test
  void healsABlobThatWasCutShort() throws IOException {
    var bytes = random(100_000);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();
    try (var file = FileChannel.open(file(digest), StandardOpenOption.WRITE)) {
      file.truncate(5);
    }
    var id = id();
    store.uploads().start(id).block();
    store.uploads().finish(id, OptionalLong.empty(), of(bytes), digest).block();

    assertThat(read(store.blobs().open(digest).block().bytes())).isEqualTo(bytes);
  }

  @Test
  void storesAgainAfterItsFoldersWereRemoved() throws IOException {
    var bytes = random(100);
    store.blobs().put(Digest.of(bytes), bytes).block();
    var file = file(Digest.of(bytes));
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
    assertThat(read(store.blobs().open(Digest.of(bytes)).block().bytes())).isEqualTo(bytes);
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
