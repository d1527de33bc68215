package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes folders and their entries durable: after a power cut a file that was synced, but whose
/// folder was not, may have no name.
final class Folder {
  private Folder() {}

  /// Makes a folder with its parents, each of them durable.
  static Path make(Path folder) throws IOException {
    var parent = folder.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) && parent != null) {
      make(parent);
      Files.createDirectories(folder);
    }
    if (parent != null && Files.isReadable(parent)) {
      sync(parent);
    }
    return folder;
  }

  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Deletes a folder that has files, but no folders.
  static void delete(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
