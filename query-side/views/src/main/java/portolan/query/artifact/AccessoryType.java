package portolan.query.artifact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What kind of thing refers to an artifact, in Harbor's words.
final class AccessoryType {
  private static final Map<String, String> KNOWN =
      Map.of(
          "application/vnd.dev.cosign.artifact.sig.v1+json", "signature.cosign",
          "application/vnd.dev.sigstore.bundle.v0.3+json", "signature.cosign",
          "application/vnd.cncf.notary.signature", "signature.notation",
          "application/vnd.goharbor.harbor.sbom.v1", "sbom.harbor");

  private AccessoryType() {}

  static String of(@Nullable String artifactType) {
    return artifactType == null
        ? "subject.accessory"
        : KNOWN.getOrDefault(artifactType, "subject.accessory");
  }

  static boolean isSignature(String type) {
    return type.startsWith("signature.");
  }
}
