package portolan.language.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The media types that decide how a manifest is read.
public final class MediaTypes {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

  private static final Pattern NAMING_CONFIG =
      Pattern.compile("application/vnd\\.[^.]*\\.(.*)\\.config\\.[^.]*\\+json");
  private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
  private static final Set<String> MANIFESTS = Set.of(OCI_MANIFEST, DOCKER_MANIFEST);

  private MediaTypes() {}

  public static boolean isIndex(String mediaType) {
    return INDEXES.contains(mediaType);
  }

  public static boolean isManifest(String mediaType) {
    return MANIFESTS.contains(mediaType);
  }

  /// The type of artifact that a config names by its own media type, as Harbor reads it: `THING`
  /// for `application/vnd.example.thing.config.v1+json`.
  public static Optional<String> typeNamedBy(String configMediaType) {
    var matcher = NAMING_CONFIG.matcher(configMediaType);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /// Layers that a registry need not hold; their `urls` are never fetched.
  public static boolean isForeignLayer(String mediaType) {
    return mediaType.contains(".nondistributable.")
        || mediaType.equals("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
  }
}
