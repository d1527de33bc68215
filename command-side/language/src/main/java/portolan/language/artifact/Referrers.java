package portolan.language.artifact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.oci.Digest;

/// A page of what refers to a subject.
///
/// @param total all referrers of the subject, whatever was filtered
/// @param more whether others follow after the last one here
public record Referrers(List<Referrer> items, long total, boolean more) {
  /// One artifact that names the subject.
  ///
  /// @param size of the manifest, in bytes
  public record Referrer(
      Digest digest,
      String mediaType,
      long size,
      @Nullable String artifactType,
      Map<String, String> annotations) {}
}
