package portolan.blob.s3;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import portolan.blob.BlobStore;
import portolan.blob.Blobs;
import portolan.blob.Uploads;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/// Blobs and uploads in a bucket:
///
/// ```
/// PREFIX/
///   blobs/sha256/ab/ab12…      verified bytes; the name is the digest
///   damaged/sha256-ab12…-UUID  what did not hold what its digest says, kept as evidence
///   uploads/ID/state           what the session has: multipart upload, parts, tail (see SessionState)
///   uploads/ID/data            the object that the multipart upload becomes when it is completed
///   uploads/ID/tail-OFFSET     the last bytes, while they are too few for a part
/// ```
///
/// S3 wants parts of 5 MiB at least, except for the last; what is left over after a chunk is kept
/// as the tail object and comes first in the next part. A blob that never had a part is put in one
/// piece.
public final class S3Store implements BlobStore {
  private final S3AsyncClient client;
  private final ExecutorService workers;
  private final S3Blobs blobs;
  private final S3Uploads uploads;

  public S3Store(S3Settings settings) {
    client = settings.client();
    workers = Executors.newVirtualThreadPerTaskExecutor();
    var bucket = new Bucket(client, settings.bucket(), settings.prefix());
    // Not the service itself: Reactor would interrupt a cancelled call.
    blobs = new S3Blobs(bucket, workers::execute);
    uploads = new S3Uploads(bucket, blobs, workers::execute);
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  @Override
  public Uploads uploads() {
    return uploads;
  }

  @Override
  public long damaged() {
    return blobs.damaged();
  }

  /// Lets running writes end, for ten seconds at most.
  @Override
  public void close() {
    workers.shutdown();
    try {
      workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
