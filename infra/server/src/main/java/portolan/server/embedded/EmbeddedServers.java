package portolan.server.embedded;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.server.CannotStart;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.RedisAddress;
import portolan.server.configuration.Settings;

/// The data folder, and the servers in it that were not given from outside. They start while the
/// rest of the program still loads, and stop after everything else has.
public final class EmbeddedServers implements AutoCloseable {
  private final DataFolder data;
  private final Settings settings;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<@Nullable EmbeddedPostgres> postgres;
  private final CompletableFuture<@Nullable EmbeddedRedis> redis;

  private EmbeddedServers(DataFolder data, Settings settings) {
    this.data = data;
    this.settings = settings;
    var programs = programs(data, settings);
    this.postgres =
        begin(
            settings.postgres().url() == null,
            () -> EmbeddedPostgres.start(data, programs, settings.embedded()));
    this.redis =
        begin(
            settings.redis().url() == null,
            () -> EmbeddedRedis.start(data, programs, settings.embedded()));
  }

  /// Takes the data folder and begins to start what is missing.
  ///
  /// @throws CannotStart when another program has the folder
  public static EmbeddedServers start(Settings settings) {
    return new EmbeddedServers(DataFolder.own(settings.data()), settings);
  }

  private static Programs programs(DataFolder data, Settings settings) {
    var folder = settings.embedded().programs();
    var programs = new Programs(folder == null ? data.inside("programs", "rwxr-xr-x") : folder);
    try {
      programs.tidy();
    } catch (IOException e) {
      throw new CannotStart(
          "The folder of the embedded programs %s cannot be used (%s)."
              .formatted(programs.folder(), CannotStart.why(e)),
          "Make it writable for this user, or name another with PORTOLAN_EMBEDDED_PROGRAMS.",
          e);
    }
    return programs;
  }

  private static <T> CompletableFuture<@Nullable T> begin(boolean wanted, Supplier<T> start) {
    if (!wanted) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(start, Thread::startVirtualThread);
  }

  /// The database, once it answers.
  public DatabaseAddress database() {
    var server = joined(postgres);
    if (server != null) {
      return server.address();
    }
    var given = settings.postgres();
    return DatabaseAddress.parse(String.valueOf(given.url()), given.user(), given.password());
  }

  /// The cache.
  public RedisAddress cache() {
    var server = joined(redis);
    return server != null
        ? server.address()
        : new RedisAddress(String.valueOf(settings.redis().url()), settings.redis().password());
  }

  public DataFolder data() {
    return data;
  }

  private static <T> @Nullable T joined(CompletableFuture<@Nullable T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Stops what was started here, or taken up, and gives the folder back.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (data) {
      redis.handle((server, _) -> server).thenAccept(this::stopRedis).join();
      postgres.handle((server, _) -> server).thenAccept(this::stopPostgres).join();
    }
  }

  private void stopRedis(@Nullable EmbeddedRedis server) {
    if (server != null) {
      server.stop();
    }
  }

  private void stopPostgres(@Nullable EmbeddedPostgres server) {
    if (server != null) {
      server.stop();
    }
  }

  /// Whether there is anything that the program has kept: without it, a tool has nothing to look
  /// at.
  public static boolean haveKept(Settings settings) {
    return settings.postgres().url() != null
        || EmbeddedPostgres.isIn(DataFolder.visit(settings.data()));
  }

  /// Where the database is, for a tool that runs beside the program; empty when it is embedded and
  /// does not run.
  public static Optional<DatabaseAddress> visitDatabase(Settings settings) {
    var given = settings.postgres();
    var url = given.url();
    return url == null
        ? EmbeddedPostgres.visit(DataFolder.visit(settings.data()))
        : Optional.of(DatabaseAddress.parse(url, given.user(), given.password()));
  }

  /// Where the cache is, likewise.
  public static Optional<RedisAddress> visitCache(Settings settings) {
    var url = settings.redis().url();
    return url == null
        ? EmbeddedRedis.visit(DataFolder.visit(settings.data())).map(EmbeddedRedis::address)
        : Optional.of(new RedisAddress(url, settings.redis().password()));
  }
}
