package portolan.command.edge.oci;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.edge.api.Texts;
import portolan.language.artifact.Blob;
import portolan.language.oci.MediaTypes;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// Finds out what a config says that is worth showing: for images what they run on and how they are
/// started, for charts all of `Chart.yaml`, for others all but what an annotation of the config
/// hides.
///
/// This is for show only: a config that is missing, large or broken tells nothing, and the push
/// goes on.
final class ConfigAttributes {
  static final String NONE = "{}";
  private static final Logger LOG = LoggerFactory.getLogger(ConfigAttributes.class);
  private static final String HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json";
  private static final int LARGEST_CONFIG = 1 << 20;
  private static final int LARGEST = 16 << 10;

  /// NUL, or half a surrogate pair; whole pairs are written as they are.
  private static final Pattern UNSTORABLE = Pattern.compile("\\\\u(?:0000|[dD][89a-fA-F])");

  private static final Set<String> OF_IMAGES =
      Set.of("architecture", "author", "config", "created", "os");

  private final Blobs blobs;

  ConfigAttributes(Blobs blobs) {
    this.blobs = blobs;
  }

  /// A JSON object of at most 16 KiB; `{}` when there is nothing to tell.
  Mono<String> of(ReadManifest manifest) {
    return Mono.justOrEmpty(manifest.config())
        .filter(config -> tells(config.mediaType()))
        .flatMap(config -> read(config, manifest.hidden()))
        .onErrorResume(failure -> {
          LOG.debug("a config could not be read", failure);
          return Mono.empty();
        })
        .defaultIfEmpty(NONE);
  }

  private static boolean tells(String mediaType) {
    return ofImage(mediaType) || tellsAll(mediaType);
  }

  static boolean hasOwnIcon(String mediaType) {
    return ofImage(mediaType) || mediaType.equals(HELM_CONFIG);
  }

  private static boolean ofImage(String mediaType) {
    return mediaType.equals(MediaTypes.OCI_CONFIG) || mediaType.equals(MediaTypes.DOCKER_CONFIG);
  }

  /// Charts, and what names its type by its config, show all that they say.
  private static boolean tellsAll(String mediaType) {
    return !ofImage(mediaType)
        && (mediaType.equals(HELM_CONFIG) || MediaTypes.typeNamedBy(mediaType).isPresent());
  }

  private Mono<String> read(Blob config, Set<String> hidden) {
    return blobs
        .open(config.digest())
        .filter(stored -> stored.size() <= LARGEST_CONFIG)
        .flatMap(ReadableBlob::whole)
        .map(bytes -> attributes(bytes, tellsAll(config.mediaType()), hidden));
  }

  static String attributes(byte[] config, boolean all, Set<String> hidden) {
    try {
      var found = new LinkedHashMap<String, String>();
      if (!all) {
        List.of("architecture", "author", "os").forEach(name -> found.put(name, "\"\""));
      }
      collect(config, all, found);
      found.keySet().removeAll(hidden);
      if (length(found) > LARGEST) {
        found.remove("config");
      }
      return length(found) > LARGEST ? NONE : joined(found);
    } catch (JacksonException e) {
      return NONE;
    }
  }

  private static void collect(byte[] config, boolean all, Map<String, String> found) {
    try (var json = StrictJson.FACTORY.createParser(ObjectReadContext.empty(), config)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (var name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (all || OF_IMAGES.contains(name)) {
          keep(name, copy(json), found);
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /// Leaves out what a database cannot keep.
  private static void keep(String name, String value, Map<String, String> found) {
    if (Texts.storable(name) && !UNSTORABLE.matcher(value).find()) {
      found.put(name, value);
    }
  }

  private static String copy(JsonParser json) {
    var bytes = new ByteArrayOutputStream();
    try (var copy = StrictJson.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      copy.copyCurrentStructureExact(json);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static long length(Map<String, String> found) {
    return found.entrySet().stream()
        .mapToLong(it ->
            6L * it.getKey().length() + it.getValue().getBytes(StandardCharsets.UTF_8).length + 4)
        .sum();
  }

  private static String joined(Map<String, String> found) {
    var bytes = new ByteArrayOutputStream();
    try (var json = StrictJson.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      found.forEach((name, value) -> {
        json.writeName(name);
        json.writeRawValue(value);
      });
      json.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
