package portolan.server.operations;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at everything that the program needs, every few seconds and in the background: whoever
/// asks gets the last answer at once, however slow a dependency has become.
public final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final int SECONDS_BETWEEN = 3;

  /// A look that takes longer has found something. With the time between two looks, what hangs is
  /// known within ten seconds.
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final List<Check> checks;
  private final Duration longestLook;
  private final Map<String, Long> looking = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final List<ScheduledExecutorService> watchers;

  public Health(List<Check> checks) {
    this(checks, LONGEST_LOOK);
  }

  Health(List<Check> checks, Duration longestLook) {
    this.checks = List.copyOf(checks);
    this.longestLook = longestLook;
    // A watcher for each: one that hangs must not hide the others.
    this.watchers =
        checks.stream()
            .map(_ ->
                Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("health").factory()))
            .toList();
  }

  /// Begins to look. Until then everything counts as well, since the start has seen it.
  public void watch() {
    for (int i = 0; i < checks.size(); i++) {
      var check = checks.get(i);
      watchers
          .get(i)
          .scheduleWithFixedDelay(() -> look(check), 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }
  }

  private void look(Check check) {
    looking.put(check.name(), System.nanoTime());
    Optional<String> problem;
    try {
      problem = problem(check);
    } finally {
      looking.remove(check.name());
    }
    if (problem.isEmpty()) {
      if (problems.remove(check.name()) != null) {
        LOG.info("{} is well again", check.name());
      }
    } else if (problems.put(check.name(), problem.get()) == null) {
      LOG.error("{} is missing: {}", check.name(), problem.get());
    }
  }

  @SuppressWarnings("PMD.AvoidCatchingGenericException") // Whatever is thrown is the finding.
  private static Optional<String> problem(Check check) {
    try {
      return check.problem().look();
    } catch (Throwable e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  public boolean isWell(String name) {
    return !problems.containsKey(name) && !hangs(name);
  }

  private boolean hangs(String name) {
    var since = looking.get(name);
    return since != null && System.nanoTime() - since > longestLook.toNanos();
  }

  /// The names of what is missing and required, sorted.
  public TreeSet<String> missing() {
    return named(true);
  }

  /// The names of what is missing and only makes things slower, sorted.
  public TreeSet<String> degraded() {
    return named(false);
  }

  private TreeSet<String> named(boolean required) {
    var names = new TreeSet<String>();
    for (var check : checks) {
      if (check.required() == required && !isWell(check.name())) {
        names.add(check.name());
      }
    }
    return names;
  }

  @Override
  public void close() {
    watchers.forEach(ScheduledExecutorService::shutdownNow);
  }
}
