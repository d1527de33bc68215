package portolan.blob.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Has a large file written to the disk while it arrives, so that the last sync is short.
///
/// A request does not wait for a sync that is under way when it ends: the file is closed when both
/// are done, or goes on with the next request.
final class Writeback implements Closeable {
  /// Bytes after which a sync is started. Measured: 8 MiB gave half as much again as 32 MiB with 8
  /// uploads at once.
  private static final long STEP = 8L << 20;

  private final FileChannel channel;
  private final Executor disk;
  private long pending;
  private boolean used = true;
  private boolean syncing;
  private @Nullable IOException failure;

  Writeback(FileChannel channel, Executor disk) {
    this.channel = channel;
    this.disk = disk;
  }

  /// Counts what was written.
  void written(long bytes) {
    pending += bytes;
    if (pending >= STEP && begin()) {
      pending = 0;
      try {
        disk.execute(this::sync);
      } catch (RejectedExecutionException stopping) {
        end(null);
      }
    }
  }

  /// Fails when an earlier sync failed: the operating system reports that only once.
  synchronized void check() throws IOException {
    if (failure != null) {
      throw new IOException("an upload could not be written", failure);
    }
  }

  /// Takes the file up again; false when it was closed meanwhile.
  synchronized boolean resume() {
    used = channel.isOpen();
    return used;
  }

  @Override
  public synchronized void close() throws IOException {
    used = false;
    if (!syncing) {
      channel.close();
    }
  }

  private synchronized boolean begin() {
    var idle = !syncing;
    syncing = true;
    return idle;
  }

  private void sync() {
    try {
      channel.force(false);
      end(null);
    } catch (IOException e) {
      end(e);
    }
  }

  private synchronized void end(@Nullable IOException problem) {
    syncing = false;
    failure = failure == null ? problem : failure;
    if (!used) {
      try {
        channel.close();
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
