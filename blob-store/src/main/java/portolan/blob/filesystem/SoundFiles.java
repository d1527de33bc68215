package portolan.blob.filesystem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import portolan.language.oci.Digest;

/// The files that this process knows to hold what their digest says, because it has written or read
/// them, until they change or some time has passed: bits on a disk turn over without a trace.
final class SoundFiles {
  /// About 30 MB of memory.
  private static final int MOST = 100_000;

  private final Cache<Digest, FileState> known;

  /// @param believed how long
  SoundFiles(Duration believed) {
    known =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MOST)
            .expireAfterWrite(believed)
            .build();
  }

  boolean has(Digest digest, FileState now) {
    return now.equals(known.getIfPresent(digest));
  }

  void add(Digest digest, FileState state) {
    known.put(digest, state);
  }

  void forget(Digest digest) {
    known.invalidate(digest);
  }
}
