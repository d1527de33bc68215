package portolan.command.edge.oci;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.oci.Digest;

/// A reference to content, as a manifest writes it. Source: OCI image-spec, descriptor.
record Descriptor(
    Digest digest,
    long size,
    String mediaType,
    Child.@Nullable Platform platform,
    Map<String, String> annotations,
    List<String> urls) {

  Blob blob() {
    return new Blob(digest, size, mediaType);
  }

  Child child() {
    return new Child(digest, size, mediaType, platform, annotations, urls.isEmpty() ? null : urls);
  }
}
