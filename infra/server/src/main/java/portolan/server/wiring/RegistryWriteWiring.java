package portolan.server.wiring;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.Blobs;
import portolan.blob.Uploads;
import portolan.command.edge.oci.Copying;
import portolan.command.edge.oci.Holdings;
import portolan.command.edge.oci.OpenUploads;
import portolan.command.edge.oci.RegistryWrites;
import portolan.command.edge.oci.UploadIds;
import portolan.command.store.HoldingRows;
import portolan.command.store.HoldingWriter;
import portolan.command.store.ProjectRows;
import portolan.edge.access.Access;
import portolan.edge.message.CommandDesk;
import portolan.edge.message.Memory;
import portolan.edge.oci.Rights;
import portolan.server.configuration.Settings;
import portolan.server.connection.Outages;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The registry protocol's writes.
@Configuration(proxyBeanMethods = false)
public class RegistryWriteWiring {
  /// An upload that is left alone for longer does not count as open for its owner.
  private static final Duration COUNTED = Duration.ofHours(1);

  @Bean
  Holdings holdings(HoldingWriter writer) {
    return (project, repository, digest, size) ->
        Outages.bounded(Mono.fromFuture(() -> writer.hold(project, repository, digest, size)));
  }

  @Bean
  Copying copying(Memory queries, CommandDesk commands, Blobs blobs, Holdings holdings) {
    return new Copying(queries, commands, blobs, holdings);
  }

  @Bean
  RegistryWrites registryWrites(
      Memory queries,
      CommandDesk commands,
      Access access,
      Blobs blobs,
      Uploads uploads,
      Holdings holdings,
      HoldingRows sources,
      ProjectRows projects,
      SecretFiles secrets,
      Settings settings,
      Clock clock) {
    return new RegistryWrites(
        queries,
        commands,
        Rights.of(access),
        blobs,
        uploads,
        holdings,
        new StorageOutlook(projects),
        digest ->
            Outages.blocking(() -> sources.mountSources(digest))
                .flatMapMany(Flux::fromIterable)
                .map(HoldingRows.Source::repository),
        new UploadIds(secrets.derived("upload-ids")),
        new OpenUploads(settings.uploads().perIdentity(), COUNTED, clock));
  }
}
