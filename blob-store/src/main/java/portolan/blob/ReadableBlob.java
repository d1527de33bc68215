package portolan.blob;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A blob whose bytes are handed out, and are what its digest says. Holds no open file or
/// connection.
public interface ReadableBlob extends StoredBlob {

  /// The file that holds exactly the blob's bytes, to be sent with `sendfile`; empty when they do
  /// not lie in a file of this machine.
  Optional<Path> file();

  /// `count` bytes beginning at `from`, read as they are asked for. The subscriber releases every
  /// buffer.
  ///
  /// Fails with `IndexOutOfBoundsException` when the range does not lie within the blob, and with
  /// `Refusal.BlobUnknown` when the blob was deleted meanwhile, or when a store that compares bytes
  /// on their way finds, before it gives the last of all, that they are others.
  Flux<ByteBuf> bytes(long from, long count);

  /// All bytes.
  default Flux<ByteBuf> bytes() {
    return bytes(0, size());
  }

  /// All bytes in one array, for a blob that the caller knows to be small. Fails as [#bytes(long,
  /// long)] does, and with `IllegalStateException` for one above 2 GiB.
  default Mono<byte[]> whole() {
    return Mono.defer(() -> {
      if (size() > Integer.MAX_VALUE) {
        return Mono.error(new IllegalStateException("too large for memory: " + digest()));
      }
      var all = new byte[(int) size()];
      var into = Unpooled.wrappedBuffer(all).clear();
      return bytes()
          .doOnNext(piece -> {
            try {
              into.writeBytes(piece);
            } finally {
              piece.release();
            }
          })
          .doOnDiscard(ByteBuf.class, ByteBuf::release)
          .then(Mono.just(all));
    });
  }
}
