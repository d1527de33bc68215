package portolan.blob.s3;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.blob.upload.RunningHash;
import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bytes on their way, compared with their digest: each piece is passed on when the next one is
/// there, and the last one only when all of them together are what they should be. For one
/// subscriber.
final class Compared {
  private final Digest digest;
  private final RunningHash hash;
  private @Nullable ByteBuf last;

  private Compared(Digest digest) {
    this.digest = digest;
    this.hash = RunningHash.of(digest.algorithm());
  }

  /// @param otherwise what is done in place of the last piece when the bytes are others
  static Flux<ByteBuf> with(
      Digest digest, Flux<ByteBuf> pieces, Supplier<Mono<ByteBuf>> otherwise) {
    return Flux.defer(() -> new Compared(digest).passOn(pieces, otherwise));
  }

  private Flux<ByteBuf> passOn(Flux<ByteBuf> pieces, Supplier<Mono<ByteBuf>> otherwise) {
    return pieces
        .<ByteBuf>handle((piece, out) -> {
          hash.update(piece);
          var before = last;
          last = piece;
          if (before != null) {
            out.next(before);
          }
        })
        .concatWith(
            Mono.defer(
                () -> hash.digest().equals(digest) ? Mono.justOrEmpty(taken()) : otherwise.get()))
        .doFinally(_ -> {
          var left = taken();
          if (left != null) {
            left.release();
          }
        });
  }

  private @Nullable ByteBuf taken() {
    var piece = last;
    last = null;
    return piece;
  }
}
