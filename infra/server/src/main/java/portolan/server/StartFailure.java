package portolan.server;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says in a sentence why the program did not start and what to do; the stack trace goes to the
/// log.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailure implements SpringBootExceptionReporter {
  private static final AtomicReference<@Nullable AutoCloseable> STARTED = new AtomicReference<>();

  private final boolean logs;

  /// @param context none when the failure came before the logs were set up
  public StartFailure(@Nullable ConfigurableApplicationContext context) {
    this.logs = context != null;
  }

  /// What to close when the start fails.
  static void stopsWhenStartFails(AutoCloseable started) {
    STARTED.set(started);
  }

  @Override
  public boolean reportException(Throwable failure) {
    System.err.println(sentence(failure));
    if (logs) {
      LoggerFactory.getLogger(StartFailure.class).error("the start failed", failure);
    }
    try (var started = STARTED.getAndSet(null)) {
      return true;
    } catch (Exception e) {
      System.err.println("The embedded servers did not stop: " + e.getMessage());
      return true;
    }
  }

  static String sentence(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CannotStart known -> {
          return known.sentence();
        }
        case PortInUseException port -> {
          return "Port %d is taken by another program. Stop that one, or choose another with --port."
              .formatted(port.getPort());
        }
        default -> {}
      }
    }
    return "Portolan could not start: %s. The log has more; `./portolan doctor` looks for the cause."
        .formatted(reason(failure));
  }

  /// What is at the bottom of a failure, in a line.
  static String reason(Throwable failure) {
    return String.valueOf(CannotStart.root(failure).getMessage()).lines().findFirst().orElse("");
  }
}
