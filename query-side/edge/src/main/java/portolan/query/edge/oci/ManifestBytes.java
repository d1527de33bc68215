package portolan.query.edge.oci;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import portolan.blob.Blobs;
import portolan.blob.StoredBlob;
import portolan.language.oci.Digest;
import reactor.core.publisher.Mono;

/// The bytes of manifests, the recently pulled ones in memory. They never change under their digest
/// and are compared with it when they come in.
public final class ManifestBytes {
  private static final long LARGEST = 4 << 20;
  private static final int ENTRY_OVERHEAD = 256;

  private final Blobs blobs;
  private final Cache<Digest, byte[]> kept;

  /// @param memory how many bytes to keep at most
  public ManifestBytes(Blobs blobs, long memory) {
    this.blobs = blobs;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Digest _, byte[] bytes) -> bytes.length + ENTRY_OVERHEAD)
            .recordStats()
            .build();
  }

  /// A manifest's bytes, not to be changed; empty when they are not stored.
  public Mono<byte[]> find(Digest digest) {
    var known = kept.getIfPresent(digest);
    return known != null
        ? Mono.just(known)
        : blobs.find(digest).flatMap(ManifestBytes::read).doOnNext(read -> kept.put(digest, read));
  }

  /// For metrics.
  public Cache<Digest, byte[]> cache() {
    return kept;
  }

  private static Mono<byte[]> read(StoredBlob blob) {
    if (blob.size() > LARGEST) {
      return Mono.error(new IllegalStateException("stored manifest is too large: " + blob.size()));
    }
    return blob.whole().map(bytes -> verified(blob.digest(), bytes));
  }

  private static byte[] verified(Digest digest, byte[] bytes) {
    if (!digest.matches(bytes)) {
      throw new IllegalStateException("the stored bytes of " + digest + " are not its own");
    }
    return bytes;
  }
}
