package portolan.query.artifact;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import portolan.language.artifact.Manifest;
import portolan.language.oci.MediaTypes;

/// What kind of thing an artifact is, in Harbor's words: `IMAGE`, `CHART`, or what its config's
/// media type says.
final class ArtifactType {
  private static final Pattern CONFIG =
      Pattern.compile("application/vnd\\.[^.]*\\.(.*)\\.config\\.[^.]*\\+json");
  private static final Map<String, String> KNOWN =
      Map.of(
          MediaTypes.OCI_CONFIG,
          "IMAGE",
          MediaTypes.DOCKER_CONFIG,
          "IMAGE",
          "application/vnd.cncf.helm.config.v1+json",
          "CHART",
          "application/vnd.cnab.manifest.v1",
          "CNAB",
          "application/vnd.goharbor.harbor.sbom.v1",
          "SBOM",
          "application/vnd.cncf.model.config.v1+json",
          "CNAI");

  private ArtifactType() {}

  static String of(Manifest manifest) {
    var config = manifest.configMediaType();
    if (config == null) {
      return MediaTypes.isIndex(manifest.mediaType()) ? "IMAGE" : "UNKNOWN";
    }
    var said = manifest.artifactType();
    var known = KNOWN.get(config.equals(MediaTypes.OCI_EMPTY) && said != null ? said : config);
    if (known != null) {
      return known;
    }
    var matcher = CONFIG.matcher(config);
    return matcher.matches() ? matcher.group(1).toUpperCase(Locale.ROOT) : "UNKNOWN";
  }
}
