package portolan.acceptance.contract;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import portolan.acceptance.running.Single;

/// What PostgreSQL itself says that it was asked.
final class StatementLog {
  private static final Pattern EXECUTED =
      Pattern.compile("LOG: {2}duration: \\S+ ms {2}(?:execute [^:]*|statement): (.*)");

  private final Path file;
  private final Single registry;

  private StatementLog(Path file, Single registry) {
    this.file = file;
    this.registry = registry;
  }

  static StatementLog of(Single registry) {
    registry
        .database()
        .run(
            "ALTER SYSTEM SET log_min_duration_statement = 0",
            "ALTER SYSTEM SET log_parameter_max_length = 0",
            "SELECT pg_reload_conf()");
    return new StatementLog(registry.program().data().resolve("log/postgres.log"), registry);
  }

  /// The statements that each of several equal requests leads to: what is logged as often as the
  /// request is made. What the program does by itself meanwhile is rarer.
  List<String> each(int times, Runnable request) {
    long before = size();
    for (int i = 0; i < times; i++) {
      request.run();
    }
    var seen =
        until(before, marked()).stream().collect(groupingBy(statement -> statement, counting()));
    var each = new ArrayList<String>();
    seen.forEach(
        (statement, count) -> each.addAll(Collections.nCopies((int) (count / times), statement)));
    return each;
  }

  /// A statement that the log shows once it shows all that was answered before.
  private String marked() {
    var mark = "SELECT 1 AS mark_" + System.nanoTime();
    registry.database().run(mark);
    return mark;
  }

  private List<String> until(long from, String mark) {
    for (int i = 0; i < 100; i++) {
      var statements = statements(from);
      if (statements.contains(mark)) {
        return statements;
      }
      pause();
    }
    throw new AssertionError("PostgreSQL does not log: " + file);
  }

  private List<String> statements(long from) {
    return text(from)
        // A statement of several lines goes on behind a tab.
        .replace("\n\t", " ")
        .lines()
        .map(EXECUTED::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(found -> found.group(1).strip())
        .toList();
  }

  private String text(long from) {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(from);
      var bytes = new byte[(int) (log.length() - from)];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
