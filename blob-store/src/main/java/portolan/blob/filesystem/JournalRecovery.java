package portolan.blob.filesystem;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portolan.language.oci.Digest;

/// Takes over the journals of processes that ended without closing them.
///
/// After the end of a process the files are all there, and reading them back is all it costs; after
/// a power cut, those that the disk has lost are written anew.
final class JournalRecovery {
  static final String LOCK = "lock";
  static final String UNFINISHED = ".new-";

  private static final System.Logger LOG = System.getLogger(JournalRecovery.class.getName());

  private final Path root;
  private final BlobTree tree;
  private final UploadFolder intake;
  private final List<Left> left = new ArrayList<>();

  /// A journal whose blobs are whole again, but not synced yet.
  private record Left(Path folder, FileChannel owner, List<Digest> digests) {}

  JournalRecovery(Path root, BlobTree tree, UploadFolder intake) {
    this.root = root;
    this.tree = tree;
    this.intake = intake;
  }

  /// Makes every blob that a journal stands for whole. Nothing may be read before.
  void restore() throws IOException {
    List<Path> folders;
    try (var found = Files.list(root)) {
      folders = found.filter(JournalRecovery::isJournal).toList();
    }
    for (var folder : folders) {
      var owner = own(folder);
      if (owner.isPresent()) {
        left.add(new Left(folder, owner.get(), restore(folder)));
      }
    }
  }

  private static boolean isJournal(Path folder) {
    return Files.isDirectory(folder) && !folder.getFileName().toString().startsWith(UNFINISHED);
  }

  /// Syncs what was restored and removes the journals; may take seconds, and may run beside
  /// everything.
  void settle() throws IOException {
    for (var journal : left) {
      tree.sync(journal.digests());
      Folder.delete(journal.folder());
      journal.owner().close();
    }
    left.clear();
  }

  /// The lock of a journal, unless the process that writes to it lives.
  private static Optional<FileChannel> own(Path folder) throws IOException {
    try {
      var lock = folder.resolve(LOCK);
      var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
      if (locked(channel) && Files.exists(lock)) {
        return Optional.of(channel);
      }
      channel.close();
      return Optional.empty();
    } catch (NoSuchFileException beingMadeOrRemoved) {
      return Optional.empty();
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ownProcess) {
      return false;
    }
  }

  private List<Digest> restore(Path folder) throws IOException {
    var digests = new ArrayList<Digest>();
    try (var segments = Files.newDirectoryStream(folder, "*.log")) {
      for (var segment : segments) {
        JournalSegment.read(
            segment,
            (digest, content) -> {
              restore(digest, content);
              digests.add(digest);
            });
      }
    }
    LOG.log(Level.INFO, "took over a journal of {0} small blobs", digests.size());
    return digests;
  }

  private void restore(Digest digest, ByteBuffer content) throws IOException {
    var there = tree.size(digest);
    if (there.isPresent()
        && there.getAsLong() == content.remaining()
        && digest.matches(Files.readAllBytes(tree.file(digest)))) {
      return;
    }
    LOG.log(Level.WARNING, "putting back {0}, which the disk had lost", digest);
    var file = intake.temporary();
    Files.write(file, content.array());
    tree.move(file, digest);
  }
}
