package portolan.blob.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import portolan.language.oci.Digest;

/// Makes a file that was written and verified a blob that survives a power cut.
record Publishing(BlobTree tree, Journal journal, SoundFiles sound) {

  /// Whether the tree has the blob already, sound and durable. A file that this process does not
  /// know to be sound does not count: the verified one takes its place.
  boolean has(Digest digest) throws IOException {
    var state = FileState.of(tree.file(digest));
    if (state.isEmpty() || !sound.has(digest, state.get())) {
      return false;
    }
    tree.syncFolder(digest); // whoever stored it may not have come so far
    return true;
  }

  /// @param written the file, open for reading too
  void publish(Path file, FileChannel written, Digest digest) throws IOException {
    var size = written.size();
    if (size <= Journal.LARGEST && journal.append(digest, content(written, (int) size))) {
      tree.move(file, digest);
    } else {
      written.force(false);
      tree.move(file, digest);
      tree.syncFolder(digest);
    }
    FileState.of(tree.file(digest)).ifPresent(state -> sound.add(digest, state));
  }

  private static ByteBuffer content(FileChannel file, int size) throws IOException {
    var content = ByteBuffer.allocate(size);
    while (content.hasRemaining() && file.read(content, content.position()) >= 0) {}
    return content.flip();
  }
}
