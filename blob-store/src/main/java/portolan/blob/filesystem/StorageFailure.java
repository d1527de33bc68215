package portolan.blob.filesystem;

import java.io.IOException;
import java.lang.System.Logger.Level;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

/// Turns a failure of the file system into the refusal that the client gets; the log has the cause.
final class StorageFailure {
  private static final System.Logger LOG = System.getLogger(StorageFailure.class.getName());

  private StorageFailure() {}

  static RefusedException of(IOException failure) {
    LOG.log(Level.ERROR, "blob storage failed", failure);
    return new Refusal.Unavailable(isFull(failure) ? "blob storage is full" : "blob storage failed")
        .asException();
  }

  /// Java has no type for ENOSPC and EDQUOT, only the system's text.
  private static boolean isFull(IOException failure) {
    var text = String.valueOf(failure.getMessage());
    return text.contains("No space left") || text.contains("quota exceeded");
  }
}
