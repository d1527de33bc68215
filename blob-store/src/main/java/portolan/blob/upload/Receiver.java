package portolan.blob.upload;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// Where the body of one request goes. Called from worker threads, one call after another; may
/// block.
///
/// @param <T> what the request is answered with
public interface Receiver<T> {
  /// Called once, before anything else.
  void open();

  /// Takes some bytes; the caller releases the buffers.
  void accept(List<ByteBuf> piece);

  /// The body has ended as it should.
  T complete();

  /// The last call, when [#open] succeeded: after [#complete], after a failure, and when the body
  /// broke off. Whatever was accepted must be kept.
  void close();
}
