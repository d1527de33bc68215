package portolan.blob.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.language.oci.Digest;

class JournalTest {
  @TempDir Path root;
  @TempDir Path disk;

  @Test
  void putsBackWhatAPowerCutTook() throws IOException {
    var kept = random(100);
    var emptied = random(4096);
    var gone = random(30_000);
    powerCutAfterPutting(List.of(kept, emptied, gone));
    Files.write(file(emptied), new byte[0]);
    Files.delete(file(gone));

    try (var store = new FilesystemStore(disk)) {
      for (var bytes : List.of(kept, emptied, gone)) {
        assertThat(read(store.blobs().open(Digest.of(bytes)).block().bytes())).isEqualTo(bytes);
      }
    }
    assertThat(journals(disk)).isEmpty();
  }

  @Test
  void leavesAJournalAloneWhoseOwnerLives() throws IOException {
    var bytes = random(100);
    try (var living = new FilesystemStore(root)) {
      living.blobs().put(Digest.of(bytes), bytes).block();
      new FilesystemStore(root).close();

      assertThat(journals(root)).hasSize(1);
    }
    assertThat(journals(root)).isEmpty();
    assertThat(root.resolve("blobs/sha256")).isNotEmptyDirectory();
  }

  @Test
  void readsUpToATornRecord() throws IOException {
    var contents = List.of(random(100), random(200), random(300));
    powerCutAfterPutting(contents);
    var log = journals(disk).getFirst().resolve("0.log");
    var third = IntStream.of(100, 200).map(size -> 16 + 71 + size).sum();
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.seek(third + 16 + 71 + 50);
      file.write(1);
      file.write(2);
    }

    assertThat(recorded(log))
        .containsExactly(Digest.of(contents.get(0)), Digest.of(contents.get(1)));
  }

  @Test
  void forgetsWhatWasSynced() throws IOException {
    var file = root.resolve("0.log");
    try (var segment = new JournalSegment(file)) {
      write(segment, random(500), random(500));
      assertThat(recorded(file)).hasSize(2);
      segment.clear();
      assertThat(recorded(file)).isEmpty();
      var last = random(100);
      write(segment, last);

      assertThat(recorded(file)).containsExactly(Digest.of(last));
    }
  }

  @Test
  void saysNoWhenItIsFullAndYesAfterSettling() throws IOException {
    var tree = new BlobTree(Folder.make(root.resolve("blobs")));
    try (var journal = Journal.open(Folder.make(root.resolve("journal")), tree)) {
      var content = random(Journal.LARGEST);
      var digest = Digest.of(content);
      var taken =
          IntStream.range(0, 5_000)
              .parallel()
              .filter(i -> journal.append(digest, ByteBuffer.wrap(content)))
              .count();
      assertThat(taken * content.length).isBetween(100L << 20, 128L << 20);
      journal.settle();

      assertThat(journal.append(digest, ByteBuffer.wrap(content))).isTrue();
    }
  }

  /// The folder as a new start would find it: written, but nobody had the time to sync or to close.
  private void powerCutAfterPutting(List<byte[]> contents) throws IOException {
    try (var store = new FilesystemStore(root)) {
      contents.forEach(bytes -> store.blobs().put(Digest.of(bytes), bytes).block());
      try (var files = Files.walk(root)) {
        files.forEach(this::copy);
      }
    }
  }

  private void copy(Path file) {
    var target = disk.resolve(root.relativize(file).toString());
    try {
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(byte[] bytes) {
    var hex = Digest.of(bytes).hex();
    return disk.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private static List<Path> journals(Path root) throws IOException {
    try (var folders = Files.list(root.resolve("journal"))) {
      return folders.toList();
    }
  }

  private static List<Digest> recorded(Path log) throws IOException {
    var digests = new ArrayList<Digest>();
    JournalSegment.read(log, (digest, content) -> digests.add(digest));
    return digests;
  }

  private static void write(JournalSegment segment, byte[]... contents) throws IOException {
    for (var content : contents) {
      var group = ByteBuffer.allocate(1_000);
      JournalSegment.encode(
          group, segment.generation(), Digest.of(content), ByteBuffer.wrap(content));
      segment.write(group.flip(), List.of(Digest.of(content)));
    }
  }
}
