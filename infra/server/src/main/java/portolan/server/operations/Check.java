package portolan.server.operations;

import java.util.Optional;

/// One thing that the program needs in order to serve.
///
/// @param name as `/readyz` says it, such as `database`
/// @param required whether requests should stay away while it is missing
/// @param problem looks; may block for a few seconds; says what is wrong, for the log only
public record Check(String name, boolean required, Problem problem) {

  /// Looks at the thing.
  @FunctionalInterface
  public interface Problem {
    /// What is wrong; empty when all is well. An exception is a problem too.
    Optional<String> look() throws Exception;
  }
}
