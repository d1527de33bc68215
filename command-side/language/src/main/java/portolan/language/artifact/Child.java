package portolan.language.artifact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// A manifest that an index lists.
///
/// @param urls where else its bytes may be; null when the index names no place
public record Child(
    Digest digest,
    long size,
    String mediaType,
    @Nullable Platform platform,
    Map<String, String> annotations,
    @Nullable List<String> urls) {

  /// A manifest that is here alone.
  public Child(
      Digest digest,
      long size,
      String mediaType,
      @Nullable Platform platform,
      Map<String, String> annotations) {
    this(digest, size, mediaType, platform, annotations, null);
  }

  /// OCI image-spec, image index, `platform`.
  public record Platform(
      String architecture,
      String os,
      @Nullable String osVersion,
      @Nullable String variant,
      List<String> osFeatures) {}
}
