package portolan.server.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.server.CannotStart;

/// The folder that one running program calls its own. A lock of the operating system, which ends
/// with the process however it ends, keeps a second one out.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "portolan.lock";

  private final Path folder;
  private final @Nullable FileChannel channel;
  private final @Nullable FileLock lock;

  private DataFolder(Path folder, @Nullable FileChannel channel, @Nullable FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /// Makes the folder when there is none, and locks it.
  ///
  /// @throws CannotStart when another program has it, or it cannot be written
  public static DataFolder own(Path path) {
    var folder = made(path);
    var file = folder.resolve(LOCK);
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var lock = locked(channel);
      if (lock == null) {
        channel.close();
        throw taken(folder);
      }
      Files.writeString(folder.resolve("portolan.pid"), ProcessHandle.current().pid() + "\n");
      return new DataFolder(folder, channel, lock);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// The folder without the lock, for tools that run beside the program. Nothing is made.
  static DataFolder visit(Path path) {
    return new DataFolder(path.toAbsolutePath().normalize(), null, null);
  }

  /// Whether a program has ever called the folder its own.
  public static boolean isKnown(Path path) {
    return Files.exists(path.resolve(LOCK));
  }

  /// Whether a program has the folder now.
  public static boolean isOwned(Path path) {
    var file = path.resolve(LOCK);
    if (Files.notExists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var lock = locked(channel);
      if (lock != null) {
        lock.release();
      }
      return lock == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path made(Path path) {
    var folder = path.toAbsolutePath().normalize();
    try {
      if (Files.notExists(folder.resolve(LOCK))) {
        Files.createDirectories(folder);
        // An unprivileged PostgreSQL has to pass through, and nobody may look around.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      }
      return folder;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static CannotStart taken(Path folder) {
    return new CannotStart(
        "Another Portolan%s runs on the data folder %s.".formatted(holder(folder), folder),
        "Stop it, or give this one a folder of its own with --data DIR.");
  }

  private static String holder(Path folder) {
    try {
      return " (process " + Files.readString(folder.resolve("portolan.pid")).strip() + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static CannotStart unusable(Path folder, IOException e) {
    return new CannotStart(
        "The data folder %s cannot be used (%s).".formatted(folder, CannotStart.why(e)),
        "Make it writable for this user, or give another with --data DIR.",
        e);
  }

  public Path path() {
    return folder;
  }

  /// A folder inside, made when there is none.
  ///
  /// @param permissions such as `rwx------`
  public Path inside(String name, String permissions) {
    try {
      var inside = folder.resolve(name);
      if (!Files.isDirectory(inside)) {
        Files.createDirectories(inside);
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString(permissions));
      }
      return inside;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// A random secret of 32 bytes in hex, kept in a file that only this user reads.
  String secret(String name) {
    var file = inside("secrets", "rwx------").resolve(name);
    try {
      if (Files.notExists(file)) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        writePrivately(file, HexFormat.of().formatHex(bytes));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// A secret that was made before; empty when there is none.
  Optional<String> knownSecret(String name) {
    var file = folder.resolve("secrets").resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// Writes a file that only this user reads, whole or not at all.
  static void writePrivately(Path file, String text) throws IOException {
    var owner = PosixFilePermissions.fromString("rw-------");
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(draft, text);
    Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
