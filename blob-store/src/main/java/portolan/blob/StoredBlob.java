package portolan.blob;

import portolan.language.oci.Digest;

/// A blob that is stored. Whoever wants its bytes opens it, see [Blobs#open].
public interface StoredBlob {
  Digest digest();

  /// In bytes.
  long size();
}
