package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import portolan.blob.ReadableBlob;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// A blob that is an object in a bucket. Read whole, it is compared with its digest on the way; of
/// a part there is nothing to compare it with.
record StoredObject(Digest digest, ObjectState state, String key, S3Blobs blobs)
    implements ReadableBlob {

  @Override
  public long size() {
    return state.size();
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public Flux<ByteBuf> bytes(long from, long count) {
    Objects.checkFromIndexSize(from, count, size());
    if (count == 0) {
      return Flux.empty();
    }
    return count == size()
        ? Compared.with(digest, part(from, count).publishOn(blobs.workers()), this::putAside)
        : part(from, count);
  }

  private Flux<ByteBuf> part(long from, long count) {
    return Mono.fromFuture(() -> blobs.bucket().stream(key, from, count))
        .flatMapMany(Flux::from)
        .map(Unpooled::wrappedBuffer)
        .onErrorMap(NoSuchKeyException.class, gone -> unknown())
        .onErrorMap(Bucket::failure);
  }

  private Mono<ByteBuf> putAside() {
    return Mono.fromRunnable(() -> blobs.putAside(this))
        .subscribeOn(blobs.workers())
        .then(Mono.error(this::unknown));
  }

  private RuntimeException unknown() {
    return new Refusal.BlobUnknown(digest).asException();
  }
}
