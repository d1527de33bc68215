package portolan.blob.filesystem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import portolan.blob.ReadableBlob;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/// A blob that is a file.
record StoredFile(Digest digest, long size, Path path, Scheduler disk) implements ReadableBlob {
  /// The server asks for 128 buffers ahead, so this bounds what a slow client costs: 4 MiB.
  private static final int BUFFER = 32 << 10;

  @Override
  public Optional<Path> file() {
    return Optional.of(path);
  }

  @Override
  public Flux<ByteBuf> bytes(long from, long count) {
    Objects.checkFromIndexSize(from, count, size);
    Callable<Reading> open = () -> new Reading(open(), from, from + count);
    return Flux.generate(open, Reading::next, Reading::close).subscribeOn(disk);
  }

  private FileChannel open() throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new Refusal.BlobUnknown(digest).asException();
    }
  }

  /// A file that is being read, from `position` up to `end`.
  private record Reading(FileChannel channel, long position, long end) {
    Reading next(SynchronousSink<ByteBuf> out) {
      if (position >= end) {
        out.complete();
        return this;
      }
      var length = (int) Math.min(BUFFER, end - position);
      var buffer = ByteBufAllocator.DEFAULT.directBuffer(length);
      try {
        fill(buffer, length);
        out.next(buffer);
      } catch (IOException e) {
        buffer.release();
        out.error(StorageFailure.of(e));
      }
      return new Reading(channel, position + length, end);
    }

    private void fill(ByteBuf buffer, int length) throws IOException {
      while (buffer.readableBytes() < length) {
        var at = position + buffer.readableBytes();
        if (buffer.writeBytes(channel, at, length - buffer.readableBytes()) < 0) {
          throw new IOException("a stored file is shorter than it was");
        }
      }
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        StorageFailure.of(e);
      }
    }
  }
}
