package portolan.query.edge.oci;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.edge.error.Errors;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// The bytes of manifests, the recently pulled ones in memory. They never change under their
/// digest; whether they are still stored is looked up again while they are asked for, so that nodes
/// agree.
public final class ManifestBytes {
  private static final long LARGEST = 4 << 20;
  private static final int ENTRY_OVERHEAD = 256;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Blobs blobs;
  private final AsyncLoadingCache<Digest, byte[]> kept;

  /// @param memory how many bytes to keep at most
  public ManifestBytes(Blobs blobs, long memory) {
    this.blobs = blobs;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Digest _, byte[] bytes) -> bytes.length + ENTRY_OVERHEAD)
            .refreshAfterWrite(LOOK_AGAIN)
            .recordStats()
            .buildAsync((digest, _) -> read(digest).toFuture());
  }

  /// A manifest's bytes, not to be changed; empty when they are not stored.
  public Mono<byte[]> find(Digest digest) {
    return Mono.fromFuture(() -> kept.get(digest), true);
  }

  /// For metrics.
  public Cache<Digest, byte[]> cache() {
    return kept.synchronous();
  }

  private Mono<byte[]> read(Digest digest) {
    return blobs
        .open(digest)
        .flatMap(ManifestBytes::read)
        .onErrorResume(ManifestBytes::isMissing, _ -> Mono.empty());
  }

  private static Mono<byte[]> read(ReadableBlob blob) {
    return blob.size() > LARGEST
        ? Mono.error(new IllegalStateException("stored manifest is too large: " + blob.size()))
        : blob.whole();
  }

  private static boolean isMissing(Throwable failure) {
    return Errors.refusal(failure).orElse(null) instanceof Refusal.BlobUnknown;
  }
}
