package portolan.blob.filesystem;

import com.sun.nio.file.ExtendedOpenOption;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Writes a file past the page cache, block by block: one is filled while the one before goes to
/// the disk. So a request holds 2 MiB of memory, and only so many requests may.
final class DirectBlocks implements Closeable {
  /// What offsets must be a multiple of, and memory too, on all usual disks.
  static final int ALIGNMENT = 4 << 10;

  private static final int SIZE = 1 << 20;

  private final FileChannel direct;
  private final FileChannel cached;
  private final DiskThreads disk;
  private final ByteBuf memory;
  private ByteBuffer filling;
  private ByteBuffer writing;
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  private DirectBlocks(FileChannel direct, FileChannel cached, DiskThreads disk) {
    this.direct = direct;
    this.cached = cached;
    this.disk = disk;
    this.memory = ByteBufAllocator.DEFAULT.directBuffer(2 * SIZE + ALIGNMENT);
    var blocks =
        memory.internalNioBuffer(0, 2 * SIZE + ALIGNMENT).alignedSlice(ALIGNMENT).limit(2 * SIZE);
    this.filling = blocks.slice(0, SIZE);
    this.writing = blocks.slice(SIZE, SIZE);
  }

  /// Empty when the file system knows no other way than through its cache, or too many write past
  /// it already.
  ///
  /// @param cached the file, open for writing through the page cache
  static Optional<DirectBlocks> open(Path file, FileChannel cached, DiskThreads disk) {
    if (!disk.direct().tryAcquire()) {
      return Optional.empty();
    }
    try {
      var direct = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
      return Optional.of(new DirectBlocks(direct, cached, disk));
    } catch (IOException | UnsupportedOperationException notHere) {
      disk.direct().release();
      return Optional.empty();
    }
  }

  /// The block to be filled. Who has filled it calls [#write].
  ByteBuffer filling() {
    return filling;
  }

  /// Has the full block written, and gives the other one to be filled.
  ///
  /// @throws IOException when the block before could not be written
  void write(long at) throws IOException {
    await();
    var full = filling.flip();
    filling = writing.clear();
    writing = full;
    written = CompletableFuture.runAsync(() -> write(full, at), disk.blocks());
  }

  /// Waits until all full blocks are written.
  void await() throws IOException {
    try {
      written.join();
    } catch (CompletionException e) {
      throw new IOException("an upload could not be written", e.getCause());
    }
  }

  /// A disk that demands another alignment gets the block through the cache.
  private void write(ByteBuffer block, long at) {
    try {
      try {
        writeFully(direct, block, at);
      } catch (IOException notSo) {
        writeFully(cached, block, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes what is left of a block that begins at a place.
  private static void writeFully(FileChannel channel, ByteBuffer block, long at)
      throws IOException {
    while (block.hasRemaining()) {
      channel.write(block, at + block.position());
    }
  }

  /// What was not written by then is not in the file.
  @Override
  public void close() throws IOException {
    written.handle((_, _) -> memory.release()).join();
    disk.direct().release();
    direct.close();
  }
}
