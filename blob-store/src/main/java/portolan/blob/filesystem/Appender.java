package portolan.blob.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Appends to one file for one request. Small amounts are written as they are. Large ones go to the
/// disk past the page cache: to fill pages that may never be read, and to write them out again,
/// took more CPU time than the hash.
final class Appender implements Closeable {
  /// The least amount at once that is worth a block, in bytes.
  private static final int LARGE = 128 << 10;

  private final Path file;
  private final FileChannel channel;
  private final Writeback writeback;
  private final DiskThreads disk;
  private long length;
  private boolean cachedOnly;
  private @Nullable DirectBlocks blocks;

  /// @param channel the file, open for writing; stays open
  /// @param length the file's
  Appender(Path file, FileChannel channel, long length, Writeback writeback, DiskThreads disk) {
    this.file = file;
    this.channel = channel;
    this.length = length;
    this.writeback = writeback;
    this.disk = disk;
  }

  /// The file's length with all that was appended.
  long length() {
    return length;
  }

  void append(ByteBuffer[] parts) throws IOException {
    if (blocks == null && !cachedOnly && remaining(parts) >= LARGE) {
      open(parts);
    }
    if (blocks == null) {
      writeThrough(parts);
    } else {
      for (var part : parts) {
        fill(blocks, part);
      }
    }
  }

  /// Puts everything that was appended into the file.
  void flush() throws IOException {
    if (blocks != null) {
      blocks.await();
      var rest = blocks.filling().flip();
      length -= rest.remaining();
      writeThrough(new ByteBuffer[] {rest});
      blocks.filling().clear();
    }
  }

  /// The first block begins where a disk can write one.
  private void open(ByteBuffer[] parts) throws IOException {
    var missing = ByteBuffer.allocate((int) (-length & (DirectBlocks.ALIGNMENT - 1)));
    for (var part : parts) {
      move(part, missing);
    }
    writeThrough(new ByteBuffer[] {missing.flip()});
    blocks = DirectBlocks.open(file, channel, disk).orElse(null);
    cachedOnly = blocks == null;
  }

  private void fill(DirectBlocks into, ByteBuffer part) throws IOException {
    while (part.hasRemaining()) {
      var block = into.filling();
      length += move(part, block);
      if (!block.hasRemaining()) {
        into.write(length - block.capacity());
      }
    }
  }

  private void writeThrough(ByteBuffer[] parts) throws IOException {
    channel.position(length);
    var rest = remaining(parts);
    while (rest > 0) {
      var bytes = channel.write(parts);
      rest -= bytes;
      length += bytes;
      writeback.written(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    if (blocks != null) {
      blocks.close();
      blocks = null;
    }
  }

  private static int move(ByteBuffer from, ByteBuffer into) {
    var bytes = Math.min(into.remaining(), from.remaining());
    into.put(into.position(), from, from.position(), bytes);
    into.position(into.position() + bytes);
    from.position(from.position() + bytes);
    return bytes;
  }

  private static long remaining(ByteBuffer[] parts) {
    var sum = 0L;
    for (var part : parts) {
      sum += part.remaining();
    }
    return sum;
  }
}
