package portolan.language.artifact;

import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;

/// Bytes that an artifact keeps alive and that its project's quota counts.
///
/// @param size bytes
public record Blob(Digest digest, long size, String mediaType) {

  /// Whether it is a foreign layer, which may be elsewhere and not here.
  public boolean mayBeElsewhere() {
    return MediaTypes.isForeignLayer(mediaType);
  }
}
