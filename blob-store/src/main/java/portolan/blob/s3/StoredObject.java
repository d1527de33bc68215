package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import portolan.blob.StoredBlob;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// A blob that is an object in a bucket.
record StoredObject(Digest digest, long size, String key, Bucket bucket) implements StoredBlob {
  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public Flux<ByteBuf> bytes(long from, long count) {
    Objects.checkFromIndexSize(from, count, size);
    if (count == 0) {
      return Flux.empty();
    }
    return Mono.fromFuture(() -> bucket.stream(key, from, count))
        .flatMapMany(Flux::from)
        .map(Unpooled::wrappedBuffer)
        .onErrorMap(NoSuchKeyException.class, gone -> new Refusal.BlobUnknown(digest).asException())
        .onErrorMap(Bucket::failure);
  }
}
