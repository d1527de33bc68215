package portolan.blob.filesystem;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import portolan.language.oci.Digest;

/// Where files go that do not hold what their digest says, to be looked at by people:
/// `ALGORITHM-HEX-UUID`.
final class DamagedFiles {
  private static final System.Logger LOG = System.getLogger(DamagedFiles.class.getName());

  private final Path folder;
  private final LongAdder count = new LongAdder();

  DamagedFiles(Path folder) {
    this.folder = folder;
  }

  /// Takes a file out of the tree. Somebody may have put a sound one in its place meanwhile; that
  /// one is put back.
  ///
  /// @param read the state of the file that was read and found damaged
  void putAside(Digest digest, Path file, FileState read) throws IOException {
    var aside = folder.resolve(digest.value().replace(':', '-') + "-" + UUID.randomUUID());
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      return;
    }
    var moved = FileState.of(aside);
    if (moved.isPresent() && !moved.get().sameFile(read)) {
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    count.increment();
    LOG.log(
        Level.ERROR,
        "{0} is damaged: its file does not hold what the digest says. It was moved to {1}; pushing"
            + " the blob again heals it",
        digest,
        aside);
  }

  long count() {
    return count.sum();
  }
}
