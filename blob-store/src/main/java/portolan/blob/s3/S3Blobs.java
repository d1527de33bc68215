package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.blob.StoredBlob;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Blobs as objects that are named after their digest.
final class S3Blobs implements Blobs {
  private static final System.Logger LOG = System.getLogger(S3Blobs.class.getName());
  private static final String ROOT = "blobs/";
  private static final String DAMAGED = "damaged/";

  private final Bucket bucket;
  private final Scheduler workers;
  private final LongAdder damaged = new LongAdder();

  S3Blobs(Bucket bucket, Executor workers) {
    this.bucket = bucket;
    this.workers = Schedulers.fromExecutor(workers);
  }

  @Override
  public Mono<StoredBlob> find(Digest digest) {
    return open(digest).cast(StoredBlob.class);
  }

  @Override
  public Mono<ReadableBlob> open(Digest digest) {
    return waiting(() ->
        bucket
            .state(key(digest))
            .map(state -> new StoredObject(digest, state, key(digest), this))
            .orElse(null));
  }

  @Override
  public Mono<StoredBlob> put(Digest claimed, byte[] small) {
    return waiting(() -> {
      if (!claimed.matches(small)) {
        throw new Refusal.DigestInvalid(claimed.value(), "the content has another digest")
            .asException();
      }
      if (!has(claimed, small.length)) {
        place(claimed, List.of(Unpooled.wrappedBuffer(small)));
      }
      return stored(claimed, small.length);
    });
  }

  @Override
  public Mono<Boolean> delete(Digest digest) {
    return waiting(() -> {
      var there = bucket.size(key(digest)).isPresent();
      bucket.delete(key(digest));
      return there;
    });
  }

  @Override
  public Flux<StoredBlob> all() {
    return bucket.list(ROOT).<StoredBlob>mapNotNull(this::stored).onErrorMap(Bucket::failure);
  }

  /// Stores content that was verified.
  void place(Digest digest, List<ByteBuf> content) {
    bucket.put(key(digest), content);
  }

  /// Stores an object of the bucket that was verified.
  void place(Digest digest, String object, long size) {
    bucket.copy(object, key(digest), size);
  }

  boolean has(Digest digest, long size) {
    var found = bucket.size(key(digest));
    return found.isPresent() && found.getAsLong() == size;
  }

  /// Takes a damaged object out of the way, unless another one was put in its place since.
  void putAside(StoredObject read) {
    var digest = read.digest();
    var aside = DAMAGED + digest.value().replace(':', '-') + "-" + UUID.randomUUID();
    bucket.copy(read.key(), aside, read.size());
    var now = bucket.state(read.key());
    if (now.isEmpty() || !now.get().equals(read.state())) {
      bucket.delete(aside);
      return;
    }
    bucket.delete(read.key());
    damaged.increment();
    LOG.log(
        Level.ERROR,
        "{0} is damaged: its object does not hold what the digest says. It was moved to {1};"
            + " pushing the blob again heals it",
        digest,
        aside);
  }

  long damaged() {
    return damaged.sum();
  }

  Bucket bucket() {
    return bucket;
  }

  Scheduler workers() {
    return workers;
  }

  StoredBlob stored(Digest digest, long size) {
    return new Described(digest, size);
  }

  private record Described(Digest digest, long size) implements StoredBlob {}

  private @Nullable StoredBlob stored(S3Object object) {
    var key = bucket.key(object);
    var path = key.split("/", -1);
    try {
      var digest = new Digest(path[1] + ":" + path[path.length - 1]);
      return key.equals(key(digest)) ? stored(digest, object.size()) : null;
    } catch (IllegalArgumentException notABlob) {
      return null;
    }
  }

  private static String key(Digest digest) {
    var hex = digest.hex();
    return ROOT + digest.algorithm() + "/" + hex.substring(0, 2) + "/" + hex;
  }

  private <T> Mono<T> waiting(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(workers);
  }
}
