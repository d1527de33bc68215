package portolan.language.artifact;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// A manifest that an index lists.
public record Child(
    Digest digest,
    long size,
    String mediaType,
    @Nullable Platform platform,
    Map<String, String> annotations) {

  /// OCI image-spec, image index, `platform`.
  public record Platform(
      String architecture,
      String os,
      @Nullable String osVersion,
      @Nullable String variant,
      java.util.List<String> osFeatures) {}
}
