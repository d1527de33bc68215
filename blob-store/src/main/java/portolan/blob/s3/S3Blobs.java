package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import portolan.blob.Blobs;
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
  private static final String ROOT = "blobs/";

  private final Bucket bucket;
  private final Scheduler workers;

  S3Blobs(Bucket bucket, Executor workers) {
    this.bucket = bucket;
    this.workers = Schedulers.fromExecutor(workers);
  }

  @Override
  public Mono<StoredBlob> find(Digest digest) {
    return waiting(() -> {
      var size = bucket.size(key(digest));
      return size.isPresent() ? stored(digest, size.getAsLong()) : null;
    });
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

  StoredBlob stored(Digest digest, long size) {
    return new StoredObject(digest, size, key(digest), bucket);
  }

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
