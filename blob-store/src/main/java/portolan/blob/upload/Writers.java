package portolan.blob.upload;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import portolan.blob.UploadId;

/// Sees to it that a session has one writer in this process, and remembers between requests what
/// the writer knew, so that the next chunk goes on without reading the earlier ones again.
///
/// Memory only spares work: what it has lost (restart, another node, too many sessions) is made
/// again from the storage.
///
/// @param <M> what a writer leaves for the next one
public final class Writers<M> {
  private static final int REMEMBERED = 10_000;

  private final Set<UploadId> writing = ConcurrentHashMap.newKeySet();
  private final Map<UploadId, M> memory =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UploadId, M> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Whether the caller is now the one writer; if so it must [#leave].
  public boolean enter(UploadId id) {
    return writing.add(id);
  }

  public void leave(UploadId id) {
    writing.remove(id);
  }

  /// What the last writer left, once.
  public @Nullable M recall(UploadId id) {
    synchronized (memory) {
      return memory.remove(id);
    }
  }

  public void remember(UploadId id, M left) {
    synchronized (memory) {
      memory.put(id, left);
    }
  }
}
