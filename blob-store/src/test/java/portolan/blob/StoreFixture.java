package portolan.blob;

import java.io.IOException;
import portolan.language.oci.Digest;

/// A driver under test.
public interface StoreFixture {
  Blobs blobs();

  Uploads uploads();

  /// A second node on the same storage, which remembers nothing of the first.
  Uploads anotherNode();

  /// Sessions, parts and temporary files that the storage holds.
  long leftovers();

  /// Turns one bit over in what the storage holds of a blob.
  void damage(Digest digest) throws IOException;

  default byte[] content(StoredBlob blob) {
    return Bodies.read(blobs().open(blob.digest()).block().bytes());
  }
}
