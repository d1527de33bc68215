package portolan.command.edge.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;

/// Makes a manifest of the bytes that a client pushed, or says what is wrong with them.
///
/// A document is of exactly one kind: its media type, the request's `Content-Type` and its contents
/// must agree, so that no two clients can read two images out of it (CVE-2021-41190).
public final class ManifestReader {
  private static final String ICON = "io.goharbor.artifact.v1alpha1.icon";
  private static final String SKIP_LIST = "io.goharbor.artifact.v1alpha1.skip-list";

  private ManifestReader() {}

  /// Reads a manifest.
  ///
  /// @param digest what the bytes were found to have
  /// @param contentType the request's header; when empty the document's own word is taken
  /// @throws portolan.language.refusal.RefusedException `ManifestInvalid`
  static ReadManifest read(byte[] bytes, Digest digest, Optional<String> contentType) {
    var document = ManifestParser.parse(bytes);
    var mediaType = mediaType(document, contentType.map(ManifestReader::essence));
    if (document.schemaVersion() != 2) {
      throw StrictJson.invalid("schemaVersion must be 2");
    }
    return MediaTypes.isIndex(mediaType)
        ? index(document, mediaType, digest, bytes.length)
        : manifest(document, mediaType, digest, bytes.length);
  }

  private static String mediaType(ManifestDocument document, Optional<String> header) {
    var own = document.mediaType();
    var type = own == null ? header.orElse("") : own;
    if (header.isPresent() && !header.get().equals(type)) {
      throw StrictJson.invalid("Content-Type and the manifest's mediaType differ");
    }
    if (!MediaTypes.isIndex(type) && !MediaTypes.isManifest(type)) {
      throw StrictJson.invalid("not a media type of manifests that are kept here: " + shown(type));
    }
    if (own == null && type.startsWith("application/vnd.docker.")) {
      throw StrictJson.invalid("a Docker manifest must state its mediaType");
    }
    return type;
  }

  private static ReadManifest manifest(
      ManifestDocument document, String mediaType, Digest digest, int size) {
    var config = document.config();
    if (document.has("manifests")) {
      throw StrictJson.invalid("a manifest has no manifests; an index has no layers");
    }
    if (config == null || !document.has("layers")) {
      throw StrictJson.invalid("a manifest needs config and layers");
    }
    if (isForeign(config)) {
      throw StrictJson.invalid("a config cannot be a foreign layer");
    }
    var artifactType = document.artifactType();
    var manifest =
        new Manifest(
            digest,
            mediaType,
            size,
            artifactType != null ? artifactType : config.mediaType(),
            config.mediaType(),
            blobs(config, document.layers()),
            List.of(),
            subject(document),
            document.annotations(),
            "{}",
            icon(config, document.layers()));
    return new ReadManifest(manifest, config.blob(), hidden(config));
  }

  private static ReadManifest index(
      ManifestDocument document, String mediaType, Digest digest, int size) {
    if (document.has("layers") || document.has("config")) {
      throw StrictJson.invalid("an index has neither layers nor config");
    }
    if (!document.has("manifests")) {
      throw StrictJson.invalid("an index needs manifests");
    }
    var manifest =
        new Manifest(
            digest,
            mediaType,
            size,
            document.artifactType(),
            null,
            List.of(),
            document.manifests().stream().map(Descriptor::child).toList(),
            subject(document),
            document.annotations(),
            "{}");
    return new ReadManifest(manifest, null, Set.of());
  }

  /// The layer that an annotation of Harbor's calls the icon; images and charts have theirs. Never
  /// one that need not be here: it might be somebody else's.
  private static @Nullable Digest icon(Descriptor config, List<Descriptor> layers) {
    if (ConfigAttributes.hasOwnIcon(config.mediaType())) {
      return null;
    }
    return layers.stream()
        .filter(layer -> layer.annotations().containsKey(ICON) && !isForeign(layer))
        .map(Descriptor::digest)
        .findFirst()
        .orElse(null);
  }

  /// Harbor's annotation for keys that a config keeps to itself.
  private static Set<String> hidden(Descriptor config) {
    var list = config.annotations().getOrDefault(SKIP_LIST, "");
    return Stream.of(list.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  /// Config and layers, each digest once; as a foreign layer only where it is nothing else too.
  private static List<Blob> blobs(Descriptor config, List<Descriptor> layers) {
    var blobs = new LinkedHashMap<Digest, Blob>();
    blobs.put(config.digest(), config.blob());
    for (var layer : layers) {
      if (!isForeign(layer)) {
        var known = blobs.putIfAbsent(layer.digest(), layer.blob());
        if (known != null && known.size() != layer.size()) {
          throw StrictJson.invalid("two sizes are given for " + layer.digest());
        }
      }
    }
    layers.stream()
        .filter(ManifestReader::isForeign)
        .forEach(layer -> blobs.putIfAbsent(layer.digest(), layer.blob()));
    return List.copyOf(blobs.values());
  }

  private static boolean isForeign(Descriptor part) {
    return MediaTypes.isForeignLayer(part.mediaType());
  }

  private static @Nullable Digest subject(ManifestDocument document) {
    var subject = document.subject();
    return subject == null ? null : subject.digest();
  }

  /// A media type without its parameters.
  private static String essence(String header) {
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String shown(String type) {
    return type.isEmpty() ? "none given" : StrictJson.shown(type);
  }
}
