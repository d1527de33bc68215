package portolan.blob;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.OptionalLong;
import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Upload sessions: bytes that arrive in one or many pieces and become a blob.
///
/// A session lives in the storage, not in a node: it survives a restart and can go on at another
/// node. At most one request writes to a session at a time; a second one is refused with
/// `Refusal.RangeInvalid`. A body is released by the store, whatever happens to it. When a body
/// breaks off, what arrived is kept, and [#offset] tells how much.
///
/// Refusals come as `RefusedException`: `UploadUnknown`, `RangeInvalid`, `DigestInvalid`, and
/// `Unavailable` when the storage is full or away.
public interface Uploads {
  /// Opens a session with no bytes.
  Mono<Void> start(UploadId id);

  /// How many bytes the session has; empty when there is no such session.
  Mono<Long> offset(UploadId id);

  /// Appends a body and gives the new offset. With `from` the body must start where the session
  /// ends.
  Mono<Long> append(UploadId id, OptionalLong from, Flux<ByteBuf> body);

  /// Verifies what has arrived and makes it a blob; durable when it answers, and the session is
  /// gone.
  ///
  /// After a `DigestInvalid` the session is gone too: no further bytes could make it right.
  Mono<StoredBlob> finish(UploadId id, Digest claimed);

  /// Appends the last body and finishes, in one step. This is the quick way for a small blob; use
  /// it for every closing `PUT` that has a body.
  Mono<StoredBlob> finish(UploadId id, OptionalLong from, Flux<ByteBuf> body, Digest claimed);

  /// Drops a session and its bytes. Fails with `UploadUnknown` when there is none.
  Mono<Void> cancel(UploadId id);

  /// Drops every session that was last written to before an instant, with all its files or parts;
  /// says how many.
  Mono<Long> purge(Instant olderThan);
}
