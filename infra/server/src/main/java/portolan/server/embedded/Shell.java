package portolan.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs short commands of the operating system.
final class Shell {

  /// What a command said.
  ///
  /// @param code its exit code, -1 when it could not be run or did not end in time
  record Outcome(int code, String output) {
    boolean good() {
      return code == 0;
    }

    /// The last line that is not blank.
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((_, b) -> b).orElse("").strip();
    }
  }

  private Shell() {}

  static boolean succeeds(List<String> command) {
    return run(command, null, 10).good();
  }

  /// Runs a command to its end, or for the given seconds.
  static Outcome run(List<String> command, @Nullable Path folder, int seconds) {
    try {
      var output = java.nio.file.Files.createTempFile("portolan", ".out");
      try {
        return run(command, folder, seconds, output);
      } finally {
        java.nio.file.Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return new Outcome(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(-1, "interrupted");
    }
  }

  // The output goes to a file, since a daemon that the command starts would keep a pipe open.
  private static Outcome run(List<String> command, @Nullable Path folder, int seconds, Path output)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new java.io.File("/dev/null"))
            .redirectOutput(output.toFile());
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    var process = builder.start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Outcome(-1, "did not end within " + seconds + " seconds");
    }
    return new Outcome(process.exitValue(), java.nio.file.Files.readString(output));
  }
}
