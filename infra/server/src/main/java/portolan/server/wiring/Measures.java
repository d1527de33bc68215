package portolan.server.wiring;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.r2dbc.pool.ConnectionPool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.BlobStore;
import portolan.edge.message.Memory;
import portolan.eventstore.LogTail;
import portolan.language.event.Position;
import portolan.query.follow.Follower;
import portolan.query.follow.Projected;
import portolan.server.operations.Check;

/// What the parts say about themselves, to metrics and probes.
@Configuration(proxyBeanMethods = false)
public class Measures {
  private static final int PATIENCE_SECONDS = 2;

  /// Not required: what was projected is still answered, and no other node is further.
  @Bean
  Check projectionCheck(Follower follower, LogTail log, Projected projected, Clock clock) {
    var standstill = new Standstill(clock);
    return new Check(
        "projection",
        false,
        () -> {
          var trouble = follower.state().trouble();
          return trouble == null
              ? standstill.look(position(log), projected.position())
              : Optional.of(trouble);
        });
  }

  @Bean
  MeterBinder logMeasures(LogTail log, Projected projected) {
    return registry -> {
      FunctionCounter.builder("portolan.events", log, Measures::head)
          .description("Position of the last settled event")
          .register(registry);
      Gauge.builder("portolan.projection.position", projected, views -> views.position().index())
          .description("Position of the read models that this node knows of")
          .register(registry);
      Gauge.builder(
              "portolan.projection.lag",
              log,
              tail -> Math.max(0, head(tail) - projected.position().index()))
          .description("Positions that the read models are behind")
          .register(registry);
    };
  }

  @Bean
  MeterBinder blobMeasures(BlobStore store) {
    return registry ->
        FunctionCounter.builder("portolan.blobs.damaged", store, BlobStore::damaged)
            .description("Blobs that were found damaged and put aside")
            .register(registry);
  }

  @Bean
  MeterBinder memoryMeasures(Memory memory) {
    return registry ->
        new CaffeineCacheMetrics<>(memory.cache(), "portolan-memory", List.of()).bindTo(registry);
  }

  @Bean
  MeterBinder connectionMeasures(HikariDataSource writes, ConnectionPool reads) {
    return registry -> {
      for (var measure :
          List.of(
              new PoolMeasure("active", HikariPoolMXBean::getActiveConnections),
              new PoolMeasure("idle", HikariPoolMXBean::getIdleConnections),
              new PoolMeasure("waiting", HikariPoolMXBean::getThreadsAwaitingConnection))) {
        Gauge.builder(
                "portolan.database.connections",
                writes,
                source -> measure.value().applyAsDouble(source.getHikariPoolMXBean()))
            .tag("side", "write")
            .tag("state", measure.state())
            .register(registry);
      }
      reads
          .getMetrics()
          .ifPresent(pool ->
              Gauge.builder("portolan.database.connections", pool, p -> (double) p.acquiredSize())
                  .tag("side", "read")
                  .tag("state", "active")
                  .register(registry));
    };
  }

  private record PoolMeasure(String state, ToDoubleFunction<HikariPoolMXBean> value) {}

  /// The newest event; while a large transaction holds up all readers of the log, none.
  private static Position position(LogTail log) throws Exception {
    try {
      return log.head().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Position.START;
    }
  }

  private static double head(LogTail log) {
    try {
      return log.head().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).index();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      return Double.NaN;
    }
  }
}
