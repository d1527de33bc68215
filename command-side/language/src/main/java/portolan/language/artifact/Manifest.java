package portolan.language.artifact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// What a pushed manifest says, read once at the edge.
///
/// @param digest of the manifest's bytes
/// @param mediaType of the manifest itself
/// @param size of the manifest's bytes
/// @param artifactType `artifactType`, else the config's media type, else null
/// @param configMediaType null for an index
/// @param blobs config and layers, one entry a digest; of foreign layers, when it is pushed, those
///   that are here
/// @param children manifests that an index lists
/// @param subject the manifest that this one refers to
/// @param attributes JSON object of what is worth showing of the config (`architecture`, `os`,
///   `created`, `author`, `config`), at most 16 KiB; `{}` when there is none
/// @param icon the layer that is to be shown as the artifact's picture
public record Manifest(
    Digest digest,
    String mediaType,
    long size,
    @Nullable String artifactType,
    @Nullable String configMediaType,
    List<Blob> blobs,
    List<Child> children,
    @Nullable Digest subject,
    Map<String, String> annotations,
    String attributes,
    @Nullable Digest icon) {

  /// A manifest that brings no icon.
  public Manifest(
      Digest digest,
      String mediaType,
      long size,
      @Nullable String artifactType,
      @Nullable String configMediaType,
      List<Blob> blobs,
      List<Child> children,
      @Nullable Digest subject,
      Map<String, String> annotations,
      String attributes) {
    this(
        digest,
        mediaType,
        size,
        artifactType,
        configMediaType,
        blobs,
        children,
        subject,
        annotations,
        attributes,
        null);
  }
}
