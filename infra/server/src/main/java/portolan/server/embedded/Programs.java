package portolan.server.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import portolan.server.CannotStart;

/// The programs of PostgreSQL and Redis, unpacked from this program's own libraries once and kept.
///
/// @param folder where they are kept, readable for everyone
record Programs(Path folder) {
  /// The major version, which decides what data it can read.
  static final String POSTGRES_VERSION = "18";

  private static final String POSTGRES = "postgresql-" + POSTGRES_VERSION + ".6";
  private static final String REDIS = "redis-6.2.6";

  /// The folder of PostgreSQL, with `bin` inside.
  Path postgres() {
    var home = folder.resolve(POSTGRES);
    if (Files.notExists(home)) {
      unpack(home);
    }
    return home;
  }

  /// The Redis server.
  Path redis() {
    var program = folder.resolve(REDIS).resolve("redis-server");
    try {
      if (Files.notExists(program)) {
        Files.createDirectories(program.getParent());
        try (var in = resource(redisResource())) {
          var draft = program.resolveSibling("redis-server.new");
          Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
          Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
          Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return program;
    } catch (IOException e) {
      throw unpackable("Redis", "PORTOLAN_REDIS_URL", e);
    }
  }

  private void unpack(Path home) {
    try {
      Files.createDirectories(folder);
      var draft = Files.createTempDirectory(folder, "unpacking");
      try (var packed =
              DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                  System.getProperty("os.name"), architecture());
          var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          write(draft, entry, tar);
        }
      }
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unpackable("PostgreSQL", "PORTOLAN_POSTGRES_URL", e);
    }
  }

  private static void write(Path draft, TarArchiveEntry entry, InputStream in) throws IOException {
    var target = draft.resolve(entry.getName()).normalize();
    if (!target.startsWith(draft)) {
      throw new IOException("an entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(in, target);
      var program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static String architecture() {
    var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static String redisResource() {
    var arm = architecture().equals("aarch64");
    if (System.getProperty("os.name").startsWith("Mac")) {
      return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
    }
    return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
  }

  private static InputStream resource(String name) throws IOException {
    var in = redis.embedded.RedisServer.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("not among the libraries: " + name);
    }
    return in;
  }

  private static CannotStart unpackable(String name, String variable, IOException e) {
    return new CannotStart(
        "The embedded %s cannot be unpacked (%s).".formatted(name, CannotStart.why(e)),
        "Look at the space and permissions of the data folder, or use a server of your own (%s)."
            .formatted(variable),
        e);
  }

  /// Removes what a start that was cut off has left half unpacked.
  void tidy() throws IOException {
    if (Files.isDirectory(folder)) {
      try (var entries = Files.newDirectoryStream(folder, "unpacking*")) {
        for (var entry : entries) {
          try (var all = Files.walk(entry)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(path);
            }
          }
        }
      }
    }
  }
}
