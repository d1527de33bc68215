package portolan.blob.filesystem;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// Makes small blobs durable together: what arrives in the same moment shares one sync of one file,
/// in place of a sync of a file and of a folder for each.
///
/// A blob's file is not synced then; the journal has its bytes. When a segment is full, or old, the
/// files it stands for are synced, which costs little by then, and the segment is used again. After
/// a power cut [JournalRecovery] puts back what the disk has lost. When the journal cannot keep up
/// it says no, and the caller syncs by itself.
final class Journal implements AutoCloseable {
  /// The largest content that is worth being written twice, in bytes.
  static final int LARGEST = 32 << 10;

  private static final System.Logger LOG = System.getLogger(Journal.class.getName());
  private static final int GROUP = 1 << 20;
  private static final int SEGMENTS = 8;

  /// Blobs that can be synced within about a second.
  private static final int QUICK = 2_000;

  /// By then the operating system has written the files by itself.
  private static final long SETTLE_AFTER = TimeUnit.SECONDS.toNanos(45);

  private final Path folder;
  private final BlobTree tree;
  private final FileChannel owner;
  private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<JournalSegment> free = new ConcurrentLinkedQueue<>();
  private final Queue<JournalSegment> full = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean leading = new AtomicBoolean();

  /// Between the leader and the settling.
  private final ReentrantLock writing = new ReentrantLock();

  private final ByteBuffer group = ByteBuffer.allocateDirect(GROUP);
  private @Nullable JournalSegment current;
  private int segments;

  /// A blob that waits for the next sync.
  private static final class Entry {
    private final Digest digest;
    private final ByteBuffer content;
    private final Thread owner = Thread.currentThread();
    private volatile boolean called;
    private volatile boolean done;
    private boolean durable;

    Entry(Digest digest, ByteBuffer content) {
      this.digest = digest;
      this.content = content;
    }

    /// Waits until it is done, or is called to write; says whether it is called.
    boolean called() {
      while (!done && !called) {
        LockSupport.park(this);
      }
      return called;
    }

    void call() {
      called = true;
      LockSupport.unpark(owner);
    }

    void finish(boolean isDurable) {
      durable = isDurable;
      done = true;
      LockSupport.unpark(owner);
    }

    int size() {
      return JournalSegment.recordSize(digest, content.remaining());
    }
  }

  private Journal(Path folder, BlobTree tree, FileChannel owner) {
    this.folder = folder;
    this.tree = tree;
    this.owner = owner;
  }

  /// A journal of this process, in a folder of its own that it holds a lock on. The folder gets its
  /// name when the lock is held, so that nobody takes it for a dead one's.
  static Journal open(Path root, BlobTree tree) throws IOException {
    var name = UUID.randomUUID().toString();
    var made = Files.createDirectory(root.resolve(JournalRecovery.UNFINISHED + name));
    var owner =
        FileChannel.open(
            made.resolve(JournalRecovery.LOCK),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    owner.lock();
    var folder = Files.move(made, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Folder.sync(root);
    return new Journal(folder, tree, owner);
  }

  /// Whether the content is durable now. Waits for one sync that is under way, and for its own.
  ///
  /// Who finds nobody writing, writes for all that wait, and then calls the first one that came
  /// meanwhile to do the same: so a lone caller changes no thread, and a crowd wakes each thread
  /// once.
  boolean append(Digest digest, ByteBuffer content) {
    var entry = new Entry(digest, content);
    waiting.add(entry);
    if (leading.compareAndSet(false, true) || entry.called()) {
      lead(entry);
    }
    return entry.durable;
  }

  private void lead(Entry own) {
    try {
      while (!own.done) {
        writeGroup();
      }
    } finally {
      handOver();
    }
  }

  private void handOver() {
    var next = waiting.peek();
    while (next == null) {
      leading.set(false);
      next = waiting.peek();
      if (next == null || !leading.compareAndSet(false, true)) {
        return;
      }
      next = waiting.peek();
    }
    next.call();
  }

  private void writeGroup() {
    var entries = nextGroup();
    var size = entries.stream().mapToInt(Entry::size).sum();
    var durable = false;
    writing.lock();
    try {
      var segment = segment(size);
      if (segment != null) {
        write(segment, entries);
        durable = true;
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal of small blobs failed; syncing each by itself", e);
    } finally {
      writing.unlock();
      for (var entry : entries) {
        entry.finish(durable);
      }
    }
  }

  private List<Entry> nextGroup() {
    var entries = new ArrayList<Entry>();
    var room = GROUP;
    for (var next = waiting.peek(); next != null && next.size() <= room; next = waiting.peek()) {
      room -= next.size();
      entries.add(waiting.remove());
    }
    return entries;
  }

  private void write(JournalSegment segment, List<Entry> entries) throws IOException {
    group.clear();
    for (var entry : entries) {
      JournalSegment.encode(group, segment.generation(), entry.digest, entry.content);
    }
    segment.write(group.flip(), entries.stream().map(entry -> entry.digest).toList());
  }

  private @Nullable JournalSegment segment(int size) throws IOException {
    if (current != null && !current.fits(size)) {
      full.add(current);
      current = null;
    }
    if (current == null) {
      current = free.poll();
    }
    if (current == null && segments < SEGMENTS) {
      current = new JournalSegment(folder.resolve(segments++ + ".log"));
      Folder.sync(folder);
    }
    return current;
  }

  /// Called every few seconds: syncs what old or superfluous records stand for.
  void settle() throws IOException {
    retireOld();
    for (var next = full.peek(); next != null; next = full.peek()) {
      if (next.age() < SETTLE_AFTER && full.size() < SEGMENTS / 2) {
        return;
      }
      tree.sync(next.digests());
      next.clear();
      full.remove();
      free.add(next);
    }
  }

  private void retireOld() {
    writing.lock();
    try {
      if (current != null && !current.isEmpty() && current.age() > SETTLE_AFTER) {
        full.add(current);
        current = null;
      }
    } finally {
      writing.unlock();
    }
  }

  /// Syncs everything and removes the journal; but when that would take long, leaves it for the
  /// next start. Nobody may append any more.
  @Override
  public void close() throws IOException {
    writing.lock();
    try (owner) {
      if (current != null) {
        full.add(current);
        current = null;
      }
      if (full.stream().mapToInt(segment -> segment.digests().size()).sum() <= QUICK) {
        for (var segment : full) {
          tree.sync(segment.digests());
        }
        Folder.delete(folder);
      }
      free.addAll(full);
      for (var segment : free) {
        segment.close();
      }
    } finally {
      writing.unlock();
    }
  }
}
