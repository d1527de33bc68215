package portolan.acceptance.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs of the machine, run to their end.
public final class Shell {
  private Shell() {}

  /// How a program ended, and all that it said.
  public record Outcome(int code, String said) {
    public boolean good() {
      return code == 0;
    }
  }

  /// Runs a program that has to succeed.
  ///
  /// @return what it said
  public static String run(List<String> command) {
    var outcome = attempt(command, Map.of());
    if (!outcome.good()) {
      throw new AssertionError("%s: %s".formatted(command, outcome));
    }
    return outcome.said();
  }

  /// Runs a program that may fail.
  public static Outcome attempt(List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("portolan", ".out");
      try {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("%s takes too long".formatted(command));
        }
        return new Outcome(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
