package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import portolan.blob.Blobs;
import portolan.blob.Uploads;

/// Blobs and uploads in a folder:
///
/// ```
/// ROOT/
///   blobs/sha256/ab/ab12…        verified bytes; the name is the digest
///   blobs/sha512/cd/cd34…
///   uploads/3f/ID                the bytes of a session so far; the file's length is its offset
///   uploads/3f/.put-…            a small blob on its way; left over only after a crash
/// ```
///
/// The file is all the state that a session has, so it goes on after a restart or at another node.
public final class FilesystemStore implements AutoCloseable {
  /// Enough for many syncs to share one commit of the file system's journal.
  private static final int THREADS = 64;

  private final ThreadPoolExecutor disk;
  private final FilesystemBlobs blobs;
  private final FilesystemUploads uploads;

  /// @param root made when it does not exist
  /// @throws IOException when the folders cannot be made
  public FilesystemStore(Path root) throws IOException {
    disk = threads();
    var tree = new BlobTree(Folder.make(root.resolve("blobs")));
    var intake = UploadFolder.make(root.resolve("uploads"));
    blobs = new FilesystemBlobs(tree, intake, disk);
    uploads = new FilesystemUploads(tree, blobs, intake, disk);
  }

  public Blobs blobs() {
    return blobs;
  }

  public Uploads uploads() {
    return uploads;
  }

  /// Lets running writes end, for ten seconds at most.
  @Override
  public void close() {
    disk.shutdown();
    try {
      disk.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor threads() {
    var number = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "blob-disk-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
