package portolan.blob;

/// One place where bytes are kept, with what must be let go of at the end.
public interface BlobStore extends AutoCloseable {
  Blobs blobs();

  Uploads uploads();

  /// How many blobs were found damaged since the start, and put aside.
  long damaged();

  /// Lets running writes end, for some seconds at most.
  @Override
  void close();
}
