package portolan.blob;

import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.util.Optional;
import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;

/// A blob that is stored, verified and durable. Holds no open file or connection.
public interface StoredBlob {
  Digest digest();

  /// In bytes.
  long size();

  /// The file that holds exactly the blob's bytes, to be sent with `sendfile`; empty when they do
  /// not lie in a file of this machine.
  Optional<Path> file();

  /// `count` bytes beginning at `from`, read as they are asked for. The subscriber releases every
  /// buffer.
  ///
  /// Fails with `IndexOutOfBoundsException` when the range does not lie within the blob, and with
  /// `Refusal.BlobUnknown` when the blob was deleted meanwhile.
  Flux<ByteBuf> bytes(long from, long count);

  /// All bytes.
  default Flux<ByteBuf> bytes() {
    return bytes(0, size());
  }
}
