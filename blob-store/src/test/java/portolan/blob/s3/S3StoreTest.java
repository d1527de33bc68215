package portolan.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.blob.Bodies.id;
import static portolan.blob.Bodies.random;
import static portolan.blob.Bodies.refusal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.blob.Blobs;
import portolan.blob.BlobsContract;
import portolan.blob.ReadableBlob;
import portolan.blob.Uploads;
import portolan.blob.UploadsContract;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class S3StoreTest implements BlobsContract, UploadsContract {
  private static final S3Settings.Login LOGIN = new S3Settings.Login("key", "secret");
  @TempDir static Path folder;
  private static S3Proxy server;
  private static S3AsyncClient client;
  private static int buckets;

  private S3Settings settings;
  private S3Store store;
  private S3Store other;

  @BeforeAll
  static void serve() throws Exception {
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toString());
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .awsAuthentication(AuthenticationType.AWS_V4, LOGIN.key(), LOGIN.secret())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    client = settings("none").client();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
  }

  @BeforeEach
  void open() {
    settings = settings("bucket-" + ++buckets);
    client.createBucket(create -> create.bucket(settings.bucket())).join();
    store = new S3Store(settings);
    other = new S3Store(settings);
  }

  @AfterEach
  void close() {
    store.close();
    other.close();
  }

  private static S3Settings settings(String bucket) {
    var endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    return new S3Settings(
        Optional.of(endpoint), true, "us-east-1", bucket, "registry/", Optional.of(LOGIN));
  }

  @Override
  public Blobs blobs() {
    return store.blobs();
  }

  @Override
  public Uploads uploads() {
    return store.uploads();
  }

  @Override
  public Uploads anotherNode() {
    return other.uploads();
  }

  @Override
  public long leftovers() {
    var objects =
        client
            .listObjectsV2(list -> list.bucket(settings.bucket()).prefix("registry/uploads/"))
            .join();
    var multiparts =
        client.listMultipartUploads(list -> list.bucket(settings.bucket())).join().uploads();
    return objects.keyCount() + multiparts.size();
  }

  @Override
  public void damage(Digest digest) {
    var key = "registry/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    var stored =
        client
            .getObject(
                get -> get.bucket(settings.bucket()).key(key), AsyncResponseTransformer.toBytes())
            .join()
            .asByteArray();
    stored[stored.length / 2] ^= 1;
    client
        .putObject(
            put -> put.bucket(settings.bucket()).key(key), AsyncRequestBody.fromBytes(stored))
        .join();
  }

  @Test
  void keepsADamagedObjectAsEvidenceAndHoldsBackTheLastPiece() {
    var bytes = random(3 << 20);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();
    damage(digest);
    var given = new AtomicLong();
    var reading =
        store
            .blobs()
            .open(digest)
            .flatMapMany(ReadableBlob::bytes)
            .doOnNext(piece -> {
              given.addAndGet(piece.readableBytes());
              piece.release();
            });

    assertThat(refusal(reading.then())).isEqualTo(new Refusal.BlobUnknown(digest));
    assertThat(given.get()).isBetween(1L, (long) bytes.length - 1);
    assertThat(store.damaged()).isEqualTo(1);
    var kept =
        client
            .listObjectsV2(list ->
                list.bucket(settings.bucket()).prefix("registry/damaged/sha256-" + digest.hex()))
            .join();
    assertThat(kept.contents())
        .singleElement()
        .satisfies(object -> assertThat(object.size()).isEqualTo(bytes.length));
  }

  @Test
  void putsABlobWhereItsDigestSays() {
    var bytes = random(100);
    var digest = Digest.of(bytes);
    store.blobs().put(digest, bytes).block();

    var key = "registry/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    var head = client.headObject(get -> get.bucket(settings.bucket()).key(key)).join();
    assertThat(head.contentLength()).isEqualTo(100);
  }

  @Test
  void saysThatTheStorageFailsWhenItDoes() {
    var elsewhere =
        new S3Settings(
            settings.endpoint(), true, settings.region(), "no-such-bucket", "", settings.login());
    var bytes = random(10);

    try (var broken = new S3Store(elsewhere)) {
      assertThat(refusal(broken.blobs().put(Digest.of(bytes), bytes)))
          .isEqualTo(new Refusal.Unavailable("blob storage failed"));
      assertThat(refusal(broken.uploads().start(id())))
          .isEqualTo(new Refusal.Unavailable("blob storage failed"));
    }
  }
}
