package portolan.acceptance.running;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts one registry when the first test asks for it, and stops it after the last one.
final class SharedRegistry implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(SharedRegistry.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Registry.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Attempt.class, _ -> Attempt.now(), Attempt.class)
        .outcome()
        .join();
  }

  /// One start, well or ill: a registry that does not start is not started again for every test.
  private record Attempt(CompletableFuture<Registry> outcome) implements AutoCloseable {

    static Attempt now() {
      try {
        return new Attempt(CompletableFuture.completedFuture(Form.chosen().start()));
      } catch (RuntimeException e) {
        return new Attempt(CompletableFuture.failedFuture(e));
      }
    }

    @Override
    public void close() {
      if (!outcome.isCompletedExceptionally()) {
        outcome.join().close();
      }
    }
  }
}
