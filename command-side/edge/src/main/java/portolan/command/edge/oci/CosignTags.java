package portolan.command.edge.oci;

import java.util.Optional;
import java.util.regex.Pattern;
import portolan.language.artifact.Manifest;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;

/// Signatures from before manifests could name their subject: cosign says by the tag what is
/// signed, `sha256-….sig`. Such a push counts as one with that subject, as Harbor has it, so that
/// the signature is found among what refers to the image and goes with it.
final class CosignTags {
  private static final Pattern SIGNATURE = Pattern.compile("sha256-([0-9a-f]{64})\\.sig");
  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String TYPE = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private CosignTags() {}

  /// The manifest as it counts under a tag.
  static Manifest read(Manifest manifest, Optional<TagName> tag) {
    var name = SIGNATURE.matcher(tag.map(TagName::value).orElse(""));
    boolean signs =
        name.matches()
            && manifest.subject() == null
            && manifest.blobs().stream().anyMatch(blob -> blob.mediaType().equals(PAYLOAD));
    return signs ? about(manifest, new Digest("sha256:" + name.group(1))) : manifest;
  }

  private static Manifest about(Manifest manifest, Digest subject) {
    return new Manifest(
        manifest.digest(),
        manifest.mediaType(),
        manifest.size(),
        TYPE,
        manifest.configMediaType(),
        manifest.blobs(),
        manifest.children(),
        subject,
        manifest.annotations(),
        manifest.attributes(),
        manifest.icon());
  }
}
