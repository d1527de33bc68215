package portolan.acceptance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.running.Single;
import portolan.acceptance.world.World;

/// The program with its blobs in a bucket of an S3 server: what is pushed is kept there, and there
/// only.
@Tag("alone")
class KeepingBlobsInS3Test {
  private static final String BUCKET = "blobs";

  @TempDir private static Path folder;
  private static S3Proxy server;
  private static Single registry;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(folder.resolve(BUCKET));
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toString());
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    registry =
        Single.started(
            Map.of(
                "PORTOLAN_BLOBS_DRIVER", "s3",
                "PORTOLAN_BLOBS_S3_ENDPOINT", "http://127.0.0.1:" + server.getPort(),
                "PORTOLAN_BLOBS_S3_BUCKET", BUCKET,
                "PORTOLAN_BLOBS_S3_ACCESS_KEY", "key",
                "PORTOLAN_BLOBS_S3_SECRET_KEY", "secret",
                "PORTOLAN_BLOBS_S3_PATH_STYLE", "true"));
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
    server.stop();
  }

  @Test
  void givesBackWhatWasPushedAlsoAfterARestart() throws Exception {
    var repository = new World(registry).privateProject().repository("app");
    // Larger than one part of a multipart upload.
    var image = Image.of(List.of(Content.random(1, 20 << 20), Content.text("small")));
    repository.push("1", image);
    registry.program().stop();
    registry.program().start();
    assertThat(repository.manifest("1")).hasStatus(200).hasBody(image.manifest().bytes());
    for (var blob : image.blobs()) {
      assertThat(repository.blob(blob.digest())).hasStatus(200).hasBody(blob.bytes());
    }
    assertThat(
            repository
                .client()
                .get(repository.path("blobs/" + image.layer().digest()), "Range", "bytes=5-9"))
        .hasStatus(206)
        .hasBody(java.util.Arrays.copyOfRange(image.layer().bytes(), 5, 10));
    assertThat(bytesIn(folder.resolve(BUCKET))).isGreaterThanOrEqualTo(image.size());
    assertThat(registry.program().data().resolve("blobs")).doesNotExist();
  }

  private static long bytesIn(Path bucket) throws IOException {
    try (var files = Files.walk(bucket)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
