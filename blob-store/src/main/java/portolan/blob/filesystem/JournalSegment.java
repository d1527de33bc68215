package portolan.blob.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import portolan.language.oci.Digest;

/// One file of a [Journal]. It is used over and over, since a sync is cheapest when the file need
/// not grow.
///
/// A record is: the segment's generation (8 bytes), the content's size (4), the digest's length
/// (4), the digest, the content. The records of a generation follow one another from the file's
/// start; what does not continue it, or does not have the digest that it states, is not a record.
final class JournalSegment implements Closeable {
  static final int SIZE = 16 << 20;

  private static final int HEADER = 16;
  private static final int GROWTH = 1 << 20;
  private static final int LONGEST_DIGEST = 150;

  private final FileChannel channel;
  private final List<Digest> digests = new ArrayList<>();
  private long generation;
  private long end;
  private long allocated;
  private long firstWrite;

  JournalSegment(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    clear();
  }

  static int recordSize(Digest digest, int content) {
    return HEADER + digest.value().length() + content;
  }

  static void encode(ByteBuffer group, long generation, Digest digest, ByteBuffer content) {
    var name = digest.value().getBytes(StandardCharsets.US_ASCII);
    group.putLong(generation).putInt(content.remaining()).putInt(name.length);
    group.put(name).put(content.duplicate());
  }

  long generation() {
    return generation;
  }

  boolean fits(int bytes) {
    return end + bytes <= SIZE;
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  /// Nanoseconds since the first record was written.
  long age() {
    return System.nanoTime() - firstWrite;
  }

  /// What the records are about.
  List<Digest> digests() {
    return digests;
  }

  /// Appends encoded records; they are durable afterwards. After a failure the segment is as
  /// before.
  void write(ByteBuffer group, List<Digest> written) throws IOException {
    var length = group.remaining();
    grow(end + length);
    writeFully(group, end);
    channel.force(false);
    if (digests.isEmpty()) {
      firstWrite = System.nanoTime();
    }
    end += length;
    digests.addAll(written);
  }

  /// Begins a new generation.
  void clear() throws IOException {
    writeFully(ByteBuffer.allocate(Long.BYTES), 0);
    generation = System.currentTimeMillis() << 20 | (System.nanoTime() & 0xFFFFF);
    digests.clear();
    end = 0;
  }

  private void grow(long to) throws IOException {
    while (allocated < to) {
      writeFully(ByteBuffer.allocateDirect(GROWTH), allocated);
      allocated += GROWTH;
    }
  }

  private void writeFully(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// Takes a record that is read back.
  interface Reader {
    void record(Digest digest, ByteBuffer content) throws IOException;
  }

  static void read(Path file, Reader reader) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), SIZE + GROWTH));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      bytes.flip();
      if (bytes.remaining() > HEADER) {
        var generation = bytes.getLong(0);
        while (generation != 0 && readRecord(bytes, generation, reader)) {}
      }
    }
  }

  private static boolean readRecord(ByteBuffer bytes, long generation, Reader reader)
      throws IOException {
    if (bytes.remaining() < HEADER || bytes.getLong() != generation) {
      return false;
    }
    var size = bytes.getInt();
    var name = bytes.getInt();
    if (size < 0 || name < 0 || name > LONGEST_DIGEST || (long) size + name > bytes.remaining()) {
      return false;
    }
    var text = new byte[name];
    var content = new byte[size];
    bytes.get(text).get(content);
    try {
      var digest = new Digest(new String(text, StandardCharsets.US_ASCII));
      if (!digest.matches(content)) {
        return false;
      }
      reader.record(digest, ByteBuffer.wrap(content));
      return true;
    } catch (IllegalArgumentException torn) {
      return false;
    }
  }
}
