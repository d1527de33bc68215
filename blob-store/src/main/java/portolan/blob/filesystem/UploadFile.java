package portolan.blob.filesystem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import portolan.blob.upload.RunningHash;
import portolan.language.oci.Digest;

/// The file of one upload session, open for the one request that writes to it.
///
/// Only ever grows, and no byte is written twice: so a hash over its first bytes stays true,
/// whoever appends next.
final class UploadFile implements Closeable {
  private static final int BUFFER = 256 << 10;

  private final FileChannel channel;
  private final Writeback writeback;
  private RunningHash hash;
  private long length;
  private boolean gone;
  private @Nullable FileLock lock;

  private UploadFile(FileChannel channel, RunningHash hash, Executor disk) throws IOException {
    this.channel = channel;
    this.hash = hash;
    this.length = channel.size();
    this.writeback = new Writeback(channel, disk);
  }

  /// @param known the hash of the file's beginning
  /// @throws NoSuchFileException when there is no such session
  static UploadFile open(Path file, RunningHash known, Executor disk) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new UploadFile(channel, known, disk);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /// Goes on with the file that the last request had, if it is still open.
  boolean resume() {
    return writeback.resume();
  }

  /// Whether no other process writes to the session, until the file is closed.
  ///
  /// @throws NoSuchFileException when the session has ended meanwhile
  boolean lock(Path file) throws IOException {
    lock = channel.tryLock();
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    length = channel.size();
    return lock != null;
  }

  long length() {
    return length;
  }

  RunningHash hash() {
    return hash;
  }

  void append(List<ByteBuf> piece) throws IOException {
    catchUp();
    channel.position(length);
    var parts = parts(piece);
    var rest = remaining(parts);
    while (rest > 0) {
      var written = channel.write(parts);
      rest -= written;
      length += written;
      writeback.written(written);
    }
    piece.forEach(hash::update);
  }

  /// The digest of the whole file.
  Digest digest(String algorithm) throws IOException {
    if (!hash.algorithm().equals(algorithm)) {
      hash = RunningHash.of(algorithm);
    }
    catchUp();
    return hash.digest();
  }

  /// Tells that the session is over, with the file moved or deleted.
  void end() {
    gone = true;
  }

  boolean gone() {
    return gone;
  }

  void publish(Publishing publishing, Path file, Digest digest) throws IOException {
    writeback.check();
    publishing.publish(file, channel, digest);
  }

  @Override
  public void close() throws IOException {
    try (writeback) {
      if (lock != null) {
        lock.release();
      }
    }
  }

  /// Hashes what this process did not see arrive.
  private void catchUp() throws IOException {
    if (hash.count() > length) {
      hash = RunningHash.of(hash.algorithm());
    }
    if (hash.count() == length) {
      return;
    }
    var buffer = ByteBufAllocator.DEFAULT.directBuffer(BUFFER);
    try {
      while (hash.count() < length) {
        read(buffer.internalNioBuffer(0, (int) Math.min(BUFFER, length - hash.count())));
      }
    } finally {
      buffer.release();
    }
  }

  private void read(ByteBuffer into) throws IOException {
    if (channel.read(into, hash.count()) < 0) {
      throw new IOException("an upload file became shorter");
    }
    hash.update(into.flip());
  }

  private static ByteBuffer[] parts(List<ByteBuf> piece) {
    if (piece.size() == 1) {
      return piece.getFirst().nioBuffers();
    }
    var parts = new ArrayList<ByteBuffer>(piece.size());
    for (var buffer : piece) {
      parts.addAll(List.of(buffer.nioBuffers()));
    }
    return parts.toArray(ByteBuffer[]::new);
  }

  private static long remaining(ByteBuffer[] parts) {
    var sum = 0L;
    for (var part : parts) {
      sum += part.remaining();
    }
    return sum;
  }
}
