package portolan.blob.filesystem;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import portolan.blob.BlobStore;
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
///   damaged/sha256-ab12…-UUID    what did not hold what its digest says, kept as evidence
///   journal/UUID/N.log           small blobs that were answered for, but not synced yet (see Journal)
/// ```
///
/// The file is all the state that a session has, so it goes on after a restart or at another node.
public final class FilesystemStore implements BlobStore {
  /// Enough for many syncs to share one commit of the file system's journal.
  private static final int THREADS = 64;

  /// As many writes as a disk is glad to have at once, and as many requests as may write past the
  /// page cache: 32 MiB of memory.
  private static final int BLOCK_THREADS = 16;

  private static final int SETTLE_SECONDS = 5;

  /// One reads a disk as fast as it can; two keep a short file from waiting for a long one.
  private static final int READERS = 2;

  /// How many large files may wait for being read.
  private static final int READER_QUEUE = 10_000;

  /// How long a file is believed to be sound, unless said otherwise.
  private static final Duration BELIEVED = Duration.ofHours(24);

  private static final System.Logger LOG = System.getLogger(FilesystemStore.class.getName());

  private final ThreadPoolExecutor disk;
  private final ThreadPoolExecutor blocks;
  private final ThreadPoolExecutor readers;
  private final ScheduledExecutorService settling;
  private final BlobTree tree;
  private final JournalRecovery recovery;
  private final Journal journal;
  private final DamagedFiles damaged;
  private final FilesystemBlobs blobs;
  private final FilesystemUploads uploads;

  /// @param root made when it does not exist
  /// @throws IOException when the folders cannot be made, or what a crash has left cannot be read
  public FilesystemStore(Path root) throws IOException {
    this(root, BELIEVED);
  }

  /// @param root made when it does not exist
  /// @param believed how long a file that was read, and has not changed, is believed to be sound
  /// @throws IOException when the folders cannot be made, or what a crash has left cannot be read
  public FilesystemStore(Path root, Duration believed) throws IOException {
    disk = threads(THREADS, new LinkedBlockingQueue<>(), "blob-disk");
    blocks = threads(BLOCK_THREADS, new LinkedBlockingQueue<>(), "blob-block");
    readers = threads(READERS, new LinkedBlockingQueue<>(READER_QUEUE), "blob-inspect");
    tree = new BlobTree(Folder.make(root.resolve("blobs")));
    var intake = UploadFolder.make(root.resolve("uploads"));
    var journals = Folder.make(root.resolve("journal"));
    recovery = new JournalRecovery(journals, tree, intake);
    recovery.restore();
    journal = Journal.open(journals, tree);
    damaged = new DamagedFiles(Folder.make(root.resolve("damaged")));
    var sound = new SoundFiles(believed);
    var publishing = new Publishing(tree, journal, sound);
    var inspection = new Inspection(tree, sound, damaged, disk, readers);
    // Not the service itself: Reactor would interrupt a cancelled call, and so close shared files.
    blobs = new FilesystemBlobs(publishing, inspection, intake, disk::execute);
    var threads = new DiskThreads(disk::execute, blocks::execute, new Semaphore(BLOCK_THREADS));
    uploads = new FilesystemUploads(publishing, blobs, intake, threads);
    settling = Executors.newSingleThreadScheduledExecutor(thread("blob-settle"));
    settling.scheduleWithFixedDelay(this::settle, SETTLE_SECONDS, SETTLE_SECONDS, TimeUnit.SECONDS);
  }

  /// What fails is tried again: until then its journal stays.
  private void settle() {
    try {
      recovery.settle();
      journal.settle();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "small blobs could not be synced", e);
    }
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  @Override
  public Uploads uploads() {
    return uploads;
  }

  @Override
  public long damaged() {
    return damaged.count();
  }

  /// Lets running writes end, for ten seconds at most.
  @Override
  public void close() {
    settling.shutdown();
    disk.shutdown();
    readers.shutdownNow();
    try {
      if (disk.awaitTermination(10, TimeUnit.SECONDS)
          && settling.awaitTermination(10, TimeUnit.SECONDS)) {
        blocks.shutdown();
        recovery.settle();
        journal.close();
        tree.close();
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "small blobs stay in the journal until the next start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor threads(
      int most, BlockingQueue<Runnable> waiting, String name) {
    var pool = new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, waiting, thread(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory thread(String name) {
    return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
  }
}
