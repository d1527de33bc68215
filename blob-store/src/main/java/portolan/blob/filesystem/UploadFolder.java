package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import portolan.blob.UploadId;

/// The folders in which files are written before they are blobs.
///
/// They are spread over [#SPREAD] folders, because the file system lets only one thread at a time
/// make, rename or delete files in one folder: with 32 small uploads at once that was two thirds of
/// all CPU time.
final class UploadFolder {
  private static final int SPREAD = 64;
  private static final String TEMPORARY = ".put-";

  private final Path root;

  private UploadFolder(Path root) {
    this.root = root;
  }

  /// Folders need not be durable here: after a power cut an upload may start anew.
  static UploadFolder make(Path root) throws IOException {
    var folder = new UploadFolder(root);
    for (int i = 0; i < SPREAD; i++) {
      Files.createDirectories(folder.part(i));
    }
    return folder;
  }

  /// The file of a session.
  Path file(UploadId id) {
    return part(id.hashCode()).resolve(id.value());
  }

  /// A name that no session has.
  Path temporary() {
    var random = UUID.randomUUID();
    return part(random.hashCode()).resolve(TEMPORARY + random);
  }

  /// All files of sessions, and what a crash has left; to be closed.
  Stream<Path> files() throws IOException {
    return Files.find(root, 2, (file, attributes) -> attributes.isRegularFile());
  }

  private Path part(int hash) {
    return root.resolve("%02x".formatted(hash & (SPREAD - 1)));
  }
}
