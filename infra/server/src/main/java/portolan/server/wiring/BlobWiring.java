package portolan.server.wiring;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.Blobs;
import portolan.blob.Uploads;
import portolan.blob.filesystem.FilesystemStore;
import portolan.server.CannotStart;
import portolan.server.configuration.Settings;

/// Where bytes are kept.
@Configuration(proxyBeanMethods = false)
public class BlobWiring {

  @Bean(destroyMethod = "close")
  FilesystemStore blobStore(Settings settings) {
    try {
      return new FilesystemStore(settings.blobFolder());
    } catch (IOException e) {
      throw new CannotStart(
          "The blob folder %s cannot be used (%s)."
              .formatted(settings.blobFolder(), e.getMessage()),
          "Make it writable for this program, or name another one with PORTOLAN_BLOBS_FOLDER.",
          e);
    }
  }

  @Bean
  Blobs blobs(FilesystemStore store) {
    return store.blobs();
  }

  @Bean
  Uploads uploads(FilesystemStore store) {
    return store.uploads();
  }
}
