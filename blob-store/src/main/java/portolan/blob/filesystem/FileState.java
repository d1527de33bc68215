package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the operating system says about a file: equal as long as nobody writes to it or puts
/// another one in its place.
///
/// @param size in bytes
/// @param modified when its content was last written, in nanoseconds since 1970
/// @param changed when anything about it last changed, in nanoseconds since 1970; unlike `modified`
///   nobody can set it
record FileState(long device, long inode, long size, long modified, long changed) {
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

  /// Empty when there is no such file: one system call, of microseconds.
  static Optional<FileState> of(Path file) throws IOException {
    try {
      var found = Files.readAttributes(file, ATTRIBUTES);
      return Optional.of(
          new FileState(
              number(found, "dev"),
              number(found, "ino"),
              number(found, "size"),
              time(found, "lastModifiedTime"),
              time(found, "ctime")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Whether both are states of one file, under whatever name.
  boolean sameFile(FileState other) {
    return device == other.device && inode == other.inode;
  }

  private static long number(Map<String, Object> found, String name) {
    return (Long) Objects.requireNonNull(found.get(name));
  }

  private static long time(Map<String, Object> found, String name) {
    return ((FileTime) Objects.requireNonNull(found.get(name))).to(TimeUnit.NANOSECONDS);
  }
}
