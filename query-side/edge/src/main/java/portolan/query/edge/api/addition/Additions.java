package portolan.query.edge.api.addition;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portolan.blob.Blobs;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds in an artifact's manifest where an addition is, and has it read.
public final class Additions {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String HISTORY = "build_history";
  private static final Map<String, Set<String>> OF_TYPES =
      Map.of(
          "IMAGE",
          Set.of(HISTORY),
          "WASM",
          Set.of(HISTORY),
          "CHART",
          ChartAdditions.KNOWN,
          "CNAI",
          ModelAdditions.KNOWN);
  private static final int LARGEST_MANIFEST = 4 << 20;
  private static final int LARGEST_CONFIG = 4 << 20;
  private static final int LARGEST_CHART = 16 << 20;

  private final BlobBytes bytes;

  public Additions(Blobs blobs) {
    this.bytes = new BlobBytes(blobs);
  }

  BlobBytes bytes() {
    return bytes;
  }

  Mono<Addition> of(ArtifactDetails artifact, String addition) {
    return Mono.justOrEmpty(reader(artifact, addition))
        .flatMap(reader ->
            bytes
                .read(artifact.digest(), LARGEST_MANIFEST)
                .map(Additions::json)
                .flatMap(reader::of))
        .switchIfEmpty(Mono.error(() -> unsupported(artifact, addition)));
  }

  private interface Reader {
    Mono<Addition> of(JsonNode manifest);
  }

  /// What can read it; indexes have no additions.
  private Optional<Reader> reader(ArtifactDetails artifact, String addition) {
    var known =
        artifact.configMediaType() == null
            ? Set.<String>of()
            : OF_TYPES.getOrDefault(artifact.type(), Set.of());
    if (!known.contains(addition)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (artifact.type()) {
          case "CHART" -> manifest -> chart(manifest, addition);
          case "CNAI" -> manifest -> model(manifest, addition);
          default -> this::history;
        });
  }

  private Mono<Addition> history(JsonNode manifest) {
    return bytes
        .read(digest(manifest.path("config")), LARGEST_CONFIG)
        .map(config -> BuildHistory.of(json(config)));
  }

  /// The chart is the first layer that is not the config once more, and that must be here.
  private Mono<Addition> chart(JsonNode manifest, String addition) {
    var config = digest(manifest.path("config"));
    for (var layer : manifest.path("layers")) {
      var digest = digest(layer);
      if (!digest.equals(config) && !isForeign(layer)) {
        return bytes
            .read(digest, LARGEST_CHART)
            .map(archive -> ChartAdditions.of(archive, addition));
      }
    }
    return Mono.empty();
  }

  private Mono<Addition> model(JsonNode manifest, String addition) {
    if (addition.equals(ModelAdditions.FILES)) {
      return Mono.fromCallable(() -> ModelAdditions.files(manifest));
    }
    return Mono.justOrEmpty(ModelAdditions.layer(manifest, addition))
        .filter(layer -> !isForeign(layer))
        .flatMap(layer ->
            bytes
                .read(digest(layer), ModelAdditions.LARGEST)
                .map(document -> ModelAdditions.document(layer, document, addition)))
        .switchIfEmpty(Mono.error(new Refusal.FileUnknown(addition)::asException));
  }

  /// It need not be here, so that one that is here may be somebody else's.
  private static boolean isForeign(JsonNode layer) {
    return MediaTypes.isForeignLayer(layer.path("mediaType").asString(""));
  }

  private static Digest digest(JsonNode descriptor) {
    return new Digest(descriptor.path("digest").asString(""));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new Refusal.ParameterInvalid("addition", "the config is not JSON").asException();
    }
  }

  private static RuntimeException unsupported(ArtifactDetails artifact, String addition) {
    return new Refusal.ParameterInvalid(
            "addition",
            "addition %s isn't supported for %s"
                .formatted(addition.toUpperCase(Locale.ROOT), artifact.type()))
        .asException();
  }
}
