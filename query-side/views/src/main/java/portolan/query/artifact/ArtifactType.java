package portolan.query.artifact;

import java.util.Map;
import portolan.language.artifact.Manifest;
import portolan.language.oci.MediaTypes;

/// What kind of thing an artifact is, in Harbor's words: `IMAGE`, `CHART`, or what its config's
/// media type says.
final class ArtifactType {
  private static final String CNAB = "application/vnd.cnab.manifest.v1";
  private static final String WASM_LAYER = "application/vnd.wasm.content.layer.v1+wasm";
  private static final String WASM_VARIANT = "module.wasm.image/variant";
  private static final Map<String, String> KNOWN =
      Map.of(
          MediaTypes.OCI_CONFIG,
          "IMAGE",
          MediaTypes.DOCKER_CONFIG,
          "IMAGE",
          "application/vnd.cncf.helm.config.v1+json",
          "CHART",
          CNAB,
          "CNAB",
          "application/vnd.goharbor.harbor.sbom.v1",
          "SBOM",
          "application/vnd.cncf.model.config.v1+json",
          "CNAI");

  private ArtifactType() {}

  static String of(Manifest manifest) {
    var config = manifest.configMediaType();
    if (config == null) {
      return isBundle(manifest) ? "CNAB" : "IMAGE";
    }
    if (isWasm(manifest)) {
      return "WASM";
    }
    var said = manifest.artifactType();
    var known = KNOWN.get(config.equals(MediaTypes.OCI_EMPTY) && said != null ? said : config);
    if (known != null) {
      return known;
    }
    return MediaTypes.typeNamedBy(config).orElse("UNKNOWN");
  }

  /// An index whose type, or an annotation from before there was one, says so.
  private static boolean isBundle(Manifest index) {
    return CNAB.equals(index.artifactType())
        || CNAB.equals(index.annotations().get("org.opencontainers.artifactType"));
  }

  /// An image that holds a module, by its layers or by the annotation of the compatible variant.
  private static boolean isWasm(Manifest manifest) {
    return manifest.annotations().getOrDefault(WASM_VARIANT, "").startsWith("compat")
        || manifest.blobs().stream().anyMatch(blob -> blob.mediaType().equals(WASM_LAYER));
  }
}
