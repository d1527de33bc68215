package portolan.server.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import portolan.blob.BlobStore;
import portolan.server.Console;
import portolan.server.configuration.Settings;

/// What operators look at. Every [Check] bean is looked at.
@Configuration(proxyBeanMethods = false)
@Import(MetricsConfiguration.class)
public class OperationsConfiguration {
  private static final long LITTLE_SPACE = 64L << 20;

  @Bean
  Check databaseCheck(DataSource source) {
    return new Check("database", true, () -> databaseProblem(source));
  }

  private static Optional<String> databaseProblem(DataSource source) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      return rows.next() && !rows.getBoolean(1)
          ? Optional.empty()
          : Optional.of("it takes no writes");
    }
  }

  @Bean
  Check redisCheck(@Lazy RedissonClient redisson) {
    return new Check(
        "redis",
        false,
        () ->
            redisson.getRedisNodes(RedisNodes.SINGLE).pingAll()
                ? Optional.empty()
                : Optional.of("it does not answer"));
  }

  @Bean
  Check blobCheck(Settings settings, BlobStore made) {
    // A folder that vanishes later is a missing disk, and not to be made again.
    var local = settings.blobs().driver() == Settings.Blobs.Driver.FILESYSTEM;
    return new Check(
        "blobs", true, () -> local ? folderProblem(settings.blobFolder()) : Optional.empty());
  }

  private static Optional<String> folderProblem(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is no folder");
    }
    if (!Files.isWritable(folder)) {
      return Optional.of(folder + " cannot be written");
    }
    return Files.getFileStore(folder).getUsableSpace() < LITTLE_SPACE
        ? Optional.of(folder + " has no space left")
        : Optional.empty();
  }

  @Bean
  Health health(ObjectProvider<Check> checks) {
    return new Health(checks.orderedStream().toList());
  }

  @Bean
  RouterFunction<ServerResponse> probes(Health health, ApplicationAvailability availability) {
    return new Probes(health, availability).routes();
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> readiness(
      ReactiveWebServerApplicationContext context, Settings settings, Health health) {
    return _ -> {
      health.watch();
      var server = context.getWebServer();
      Console.say(readyLine(settings, server == null ? settings.port() : server.getPort()));
      Exposure.of(settings).warning().ifPresent(Console::say);
    };
  }

  private static String readyLine(Settings settings, int port) {
    var address = settings.address(port);
    var log = settings.data().toAbsolutePath().normalize().resolve("log/portolan.log");
    var reach =
        Exposure.of(settings).isLocal()
            ? ", from this machine only (--address 0.0.0.0 opens it)"
            : "";
    return "Portolan is ready at %s%s. Log: %s".formatted(address, reach, log);
  }
}
