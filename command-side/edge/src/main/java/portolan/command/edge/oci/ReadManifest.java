package portolan.command.edge.oci;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;

/// A manifest that was read, and its config, which may have more to tell.
///
/// @param hidden keys of the config that are not to be shown
record ReadManifest(Manifest manifest, @Nullable Blob configBlob, Set<String> hidden) {

  Optional<Blob> config() {
    return Optional.ofNullable(configBlob);
  }

  Manifest with(String attributes) {
    return new Manifest(
        manifest.digest(),
        manifest.mediaType(),
        manifest.size(),
        manifest.artifactType(),
        manifest.configMediaType(),
        manifest.blobs(),
        manifest.children(),
        manifest.subject(),
        manifest.annotations(),
        attributes,
        manifest.icon());
  }
}
