package portolan.query.edge.api.addition;

import portolan.blob.Blobs;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Reads small blobs whole. Few at a time, so that the memory that they take together has a bound
/// too; who comes when too many wait is sent away.
final class BlobBytes {
  private static final int AT_ONCE = 2;
  private static final int WAITING = 100;

  private final Blobs blobs;
  private final Scheduler readers =
      Schedulers.newBoundedElastic(AT_ONCE, WAITING, "additions", 60, true);

  BlobBytes(Blobs blobs) {
    this.blobs = blobs;
  }

  /// Goes on, on one of the readers' threads, with a blob's bytes; empty when it is not stored.
  /// Fails with `Refusal.TooLarge` when it has more than so many.
  Mono<byte[]> read(Digest digest, int largest) {
    return blobs
        .open(digest)
        .flatMap(blob ->
            blob.size() > largest
                ? Mono.error(new Refusal.TooLarge(largest).asException())
                : Mono.fromCallable(() -> blob.whole().block()).subscribeOn(readers));
  }
}
