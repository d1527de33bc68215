package portolan.blob.filesystem;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import portolan.language.oci.Digest;

/// The files of verified blobs, `ALGORITHM/2 HEX/HEX`, and how one becomes part of the tree.
final class BlobTree implements Closeable {
  private final Path root;
  private final File rootFile;
  private final Map<Path, FileChannel> folders = new ConcurrentHashMap<>();

  BlobTree(Path root) {
    this.root = root;
    this.rootFile = root.toFile();
  }

  Path file(Digest digest) {
    return root.resolve(place(digest));
  }

  /// The size of a blob, or empty when it is not there: one system call, of microseconds.
  OptionalLong size(Digest digest) {
    var file = new File(rootFile, place(digest));
    var length = file.length();
    return length > 0 || file.isFile() ? OptionalLong.of(length) : OptionalLong.empty();
  }

  /// Moves a file whose content is durable to its place. It must be on the same file system.
  void move(Path file, Digest digest) throws IOException {
    var folder = folder(digest);
    open(folder);
    try {
      Files.move(file, file(digest), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!Files.exists(file)) {
        throw e;
      }
      reopen(folder);
      Files.move(file, file(digest), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Makes the names of the blobs in one folder durable.
  void syncFolder(Digest digest) throws IOException {
    open(folder(digest)).force(true);
  }

  /// Makes blobs and their names durable; those that were deleted meanwhile are left out.
  void sync(List<Digest> digests) throws IOException {
    var changed = new HashSet<Path>();
    for (var digest : digests) {
      try (var file = FileChannel.open(file(digest), StandardOpenOption.READ)) {
        file.force(false);
        changed.add(folder(digest));
      } catch (IOException e) {
        if (size(digest).isPresent()) {
          throw e;
        }
      }
    }
    for (var folder : changed) {
      open(folder).force(true);
    }
  }

  boolean remove(Digest digest) throws IOException {
    return Files.deleteIfExists(file(digest));
  }

  /// All files of the tree; to be closed.
  Stream<Path> files() throws IOException {
    return Files.find(root, 3, (file, attributes) -> attributes.isRegularFile());
  }

  /// The digest that a file of the tree is named after; empty when something else lies there.
  Optional<Digest> digest(Path file) {
    var place = root.relativize(file);
    try {
      var digest = new Digest(place.getName(0) + ":" + place.getFileName());
      return file.equals(file(digest)) ? Optional.of(digest) : Optional.empty();
    } catch (IllegalArgumentException notADigest) {
      return Optional.empty();
    }
  }

  private Path folder(Digest digest) {
    return root.resolve(shelf(digest));
  }

  private static String place(Digest digest) {
    return shelf(digest) + '/' + digest.hex();
  }

  private static String shelf(Digest digest) {
    return digest.algorithm() + '/' + digest.hex().substring(0, 2);
  }

  /// Keeps folders open, 256 for each algorithm at most, since each blob needs one to be synced.
  private FileChannel open(Path folder) throws IOException {
    var known = folders.get(folder);
    return known != null ? known : reopen(folder);
  }

  @Override
  public void close() throws IOException {
    for (var channel : folders.values()) {
      channel.close();
    }
  }

  /// Under a lock: no one may use a folder that is made but not yet durable.
  private synchronized FileChannel reopen(Path folder) throws IOException {
    Folder.make(folder);
    var channel = FileChannel.open(folder, StandardOpenOption.READ);
    var before = folders.put(folder, channel);
    if (before != null) {
      before.close();
    }
    return channel;
  }
}
