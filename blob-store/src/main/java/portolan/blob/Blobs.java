package portolan.blob;

import portolan.language.oci.Digest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Verified bytes by digest.
///
/// When the storage is full or away, every method fails with `Refusal.Unavailable`.
public interface Blobs {
  /// The blob, or empty when it is not stored. Does not look at its bytes.
  Mono<StoredBlob> find(Digest digest);

  /// Whether [#find] answers on the caller's thread, for less than any other question costs.
  default boolean findsAtOnce() {
    return false;
  }

  /// The blob to be read, or empty when it is not stored.
  ///
  /// Never hands out other bytes than the digest's: what the store does not know to be sound it
  /// reads first, or it compares while it hands out. A blob that is found damaged is put aside and
  /// logged, and is not stored from then on, so that pushing it again heals it.
  Mono<ReadableBlob> open(Digest digest);

  /// Stores a few bytes that are at hand, such as a manifest; durable when it answers.
  ///
  /// Fails with `Refusal.DigestInvalid` when the bytes have another digest. Bytes that are already
  /// stored are not stored twice.
  Mono<StoredBlob> put(Digest claimed, byte[] small);

  /// Removes a blob; says whether there was one.
  Mono<Boolean> delete(Digest digest);

  /// All that is stored, in no order, for the sweep and the scrub. What is stored or deleted
  /// meanwhile may or may not be seen.
  Flux<StoredBlob> all();
}
