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
import org.jspecify.annotations.Nullable;
import portolan.blob.upload.RunningHash;
import portolan.language.oci.Digest;

/// The file of one upload session, open for the one request that writes to it.
///
/// Only ever grows, and no byte is written twice: so a hash over its first bytes stays true,
/// whoever appends next.
final class UploadFile implements Closeable {
  private static final int BUFFER = 256 << 10;

  private final Path file;
  private final FileChannel channel;
  private final DiskThreads disk;
  private final Writeback writeback;
  private Appender appender;
  private RunningHash hash;
  private boolean gone;
  private @Nullable FileLock lock;

  private UploadFile(Path file, FileChannel channel, RunningHash hash, DiskThreads disk)
      throws IOException {
    this.file = file;
    this.channel = channel;
    this.hash = hash;
    this.disk = disk;
    this.writeback = new Writeback(channel, disk.requests());
    this.appender = appender();
  }

  /// @param known the hash of the file's beginning
  /// @throws NoSuchFileException when there is no such session
  static UploadFile open(Path file, RunningHash known, DiskThreads disk) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new UploadFile(file, channel, known, disk);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private Appender appender() throws IOException {
    return new Appender(file, channel, channel.size(), writeback, disk);
  }

  /// Goes on with the file that the last request had, if it is still open.
  boolean resume() {
    return writeback.resume();
  }

  /// Whether no other process writes to the session, until the file is closed.
  ///
  /// @throws NoSuchFileException when the session has ended meanwhile
  boolean lock() throws IOException {
    lock = channel.tryLock();
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    appender = appender();
    return lock != null;
  }

  long length() {
    return appender.length();
  }

  RunningHash hash() {
    return hash;
  }

  void append(List<ByteBuf> piece) throws IOException {
    catchUp();
    appender.append(parts(piece));
    piece.forEach(hash::update);
  }

  /// The digest of the whole file.
  Digest digest(String algorithm) throws IOException {
    if (!hash.algorithm().equals(algorithm)) {
      hash = RunningHash.of(algorithm);
    }
    appender.flush();
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

  void publish(Publishing publishing, Digest digest) throws IOException {
    appender.flush();
    writeback.check();
    publishing.publish(file, channel, digest);
  }

  @Override
  public void close() throws IOException {
    try (writeback;
        var last = appender;
        var _ = lock) {
      last.flush();
    }
  }

  /// Hashes what this process did not see arrive.
  private void catchUp() throws IOException {
    var length = length();
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
}
