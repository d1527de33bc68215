package portolan.command.edge.oci;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands in a manifest or index, before anything is made of it.
///
/// @param keys the top-level keys that matter and are there, whatever they hold
/// @param schemaVersion -1 when there is none
record ManifestDocument(
    Set<String> keys,
    long schemaVersion,
    @Nullable String mediaType,
    @Nullable String artifactType,
    @Nullable Descriptor config,
    List<Descriptor> layers,
    List<Descriptor> manifests,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {

  boolean has(String key) {
    return keys.contains(key);
  }
}
