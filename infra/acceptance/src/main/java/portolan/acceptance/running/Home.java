package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/// The source tree that is tested, and folders to work in.
public final class Home {
  private Home() {}

  /// The folder of the launcher.
  public static Path folder() {
    return Path.of(System.getProperty("portolan.home", "../..")).toAbsolutePath().normalize();
  }

  /// The program as the build made it, unpacked as the launcher unpacks it.
  static synchronized Path program() {
    var jar = folder().resolve("infra/server/target/portolan-server.jar");
    if (Files.notExists(jar)) {
      throw new IllegalStateException("%s is missing: build it first (mvn package)".formatted(jar));
    }
    var unpacked = folder().resolve("infra/acceptance/target/program");
    var program = unpacked.resolve("portolan-server.jar");
    if (Files.notExists(program) || isOlder(program, jar)) {
      Shell.run(
          List.of(
              java().toString(),
              "-Djarmode=tools",
              "-jar",
              jar.toString(),
              "extract",
              "--force",
              "--destination",
              unpacked.toString()));
    }
    return program;
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin/java");
  }

  private static boolean isOlder(Path one, Path other) {
    return one.toFile().lastModified() < other.toFile().lastModified();
  }

  /// A new folder that every user may pass through, as an unprivileged PostgreSQL has to.
  public static Path scratch(String name) {
    try {
      var folder = Files.createTempDirectory("portolan-" + name + "-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder that was made by [#scratch].
  public static void discard(Path folder) {
    if (Boolean.getBoolean("portolan.keep")) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
