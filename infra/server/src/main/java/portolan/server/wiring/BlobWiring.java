package portolan.server.wiring;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.BlobStore;
import portolan.blob.Blobs;
import portolan.blob.Uploads;
import portolan.blob.filesystem.FilesystemStore;
import portolan.blob.s3.S3Settings;
import portolan.blob.s3.S3Store;
import portolan.server.CannotStart;
import portolan.server.configuration.Settings;

/// Where bytes are kept.
@Configuration(proxyBeanMethods = false)
public class BlobWiring {

  @Bean(destroyMethod = "close")
  BlobStore blobStore(Settings settings) {
    return switch (settings.blobs().driver()) {
      case FILESYSTEM -> filesystem(settings);
      case S3 -> s3(settings.blobs().s3());
    };
  }

  @Bean
  Blobs blobs(BlobStore store) {
    return store.blobs();
  }

  @Bean
  Uploads uploads(BlobStore store) {
    return store.uploads();
  }

  private static BlobStore filesystem(Settings settings) {
    try {
      return new FilesystemStore(settings.blobFolder(), settings.blobs().believed());
    } catch (IOException e) {
      throw new CannotStart(
          "The blob folder %s cannot be used (%s)."
              .formatted(settings.blobFolder(), CannotStart.why(e)),
          "Make it writable for this program, or name another one with PORTOLAN_BLOBS_FOLDER.",
          e);
    }
  }

  private static BlobStore s3(Settings.Blobs.S3 s3) {
    return new S3Store(
        new S3Settings(
            Optional.ofNullable(s3.endpoint()),
            s3.pathStyle(),
            s3.region(),
            Objects.requireNonNull(s3.bucket(), "bucket"),
            s3.prefix(),
            login(s3)));
  }

  private static Optional<S3Settings.Login> login(Settings.Blobs.S3 s3) {
    var key = s3.accessKey();
    var secret = s3.secretKey();
    return key == null || secret == null
        ? Optional.empty()
        : Optional.of(new S3Settings.Login(key, secret));
  }
}
