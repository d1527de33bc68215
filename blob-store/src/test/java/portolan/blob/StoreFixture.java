package portolan.blob;

/// A driver under test.
public interface StoreFixture {
  Blobs blobs();

  Uploads uploads();

  /// A second node on the same storage, which remembers nothing of the first.
  Uploads anotherNode();

  /// Sessions, parts and temporary files that the storage holds.
  long leftovers();
}
