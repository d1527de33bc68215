package portolan.command.edge.oci;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.Child;
import portolan.language.oci.Digest;
import portolan.language.refusal.Refusal;

/// Takes a manifest or an index apart, in one pass.
///
/// Source: OCI image-spec, manifest, image index and descriptor; Docker image manifest version 2,
/// schema 2.
final class ManifestParser {
  static final int MOST_REFERENCES = 10_000;
  private static final int LONGEST_TYPE = 255;
  private static final int MOST_URLS = 100;
  private static final Set<String> TOP =
      Set.of(
          "schemaVersion",
          "mediaType",
          "artifactType",
          "config",
          "layers",
          "manifests",
          "subject",
          "annotations",
          "fsLayers",
          "blobs");
  private static final Set<String> DESCRIPTOR =
      Set.of(
          "mediaType", "digest", "size", "urls", "data", "artifactType", "platform", "annotations");
  private static final Set<String> PLATFORM =
      Set.of("architecture", "os", "os.version", "os.features", "variant");

  private final StrictJson json;
  private final Set<String> keys = new HashSet<>();
  private final List<Descriptor> layers = new ArrayList<>();
  private final List<Descriptor> manifests = new ArrayList<>();
  private Map<String, String> annotations = Map.of();
  private long schemaVersion = -1;
  private @Nullable String mediaType;
  private @Nullable String artifactType;
  private @Nullable Descriptor config;
  private @Nullable Descriptor subject;

  private ManifestParser(StrictJson json) {
    this.json = json;
  }

  /// @throws portolan.language.refusal.RefusedException `ManifestInvalid`
  static ManifestDocument parse(byte[] bytes) {
    return StrictJson.read(bytes, json -> new ManifestParser(json).document());
  }

  private ManifestDocument document() {
    json.begin();
    json.object("the manifest", TOP, this::property);
    return new ManifestDocument(
        keys,
        schemaVersion,
        mediaType,
        artifactType,
        config,
        layers,
        manifests,
        subject,
        annotations);
  }

  private void property(String name) {
    keys.add(name);
    switch (name) {
      case "schemaVersion" -> schemaVersion = json.whole(name);
      case "mediaType" -> mediaType = type(name);
      case "artifactType" -> artifactType = emptyAsNull(optionalType(name));
      case "config" -> config = descriptor(name);
      case "layers" -> json.array(name, MOST_REFERENCES, () -> layers.add(descriptor(name)));
      case "manifests" -> json.array(name, MOST_REFERENCES, () -> manifests.add(descriptor(name)));
      case "subject" -> subject = json.isNull() ? null : descriptor(name);
      case "annotations" -> annotations = json.texts(name);
      default -> throw StrictJson.invalid("manifests with " + name + " are not supported");
    }
  }

  private Descriptor descriptor(String what) {
    var parts = new DescriptorParts(what);
    json.object(what, DESCRIPTOR, parts::property);
    return parts.whole();
  }

  private final class DescriptorParts {
    private final String what;
    private @Nullable String mediaType;
    private @Nullable Digest digest;
    private long size = -1;
    private byte @Nullable [] data;
    private Child.@Nullable Platform platform;
    private Map<String, String> annotations = Map.of();
    private List<String> urls = List.of();

    private DescriptorParts(String what) {
      this.what = what;
    }

    private void property(String name) {
      switch (name) {
        case "mediaType" -> mediaType = fullType(what + ".mediaType");
        case "digest" -> digest = digest(json.text(what + ".digest"));
        case "size" -> size = json.whole(what + ".size");
        case "urls" -> urls = urls(what + ".urls");
        case "data" -> data = json.isNull() ? null : json.base64(what + ".data");
        case "artifactType" -> optionalType(what + ".artifactType");
        case "platform" -> platform = json.isNull() ? null : platform(what + ".platform");
        default -> annotations = json.texts(what + ".annotations");
      }
    }

    private Descriptor whole() {
      if (mediaType == null || digest == null || size < 0) {
        throw StrictJson.invalid(what + " needs mediaType, digest and a size that is not negative");
      }
      if (data != null && (data.length != size || !digest.matches(data))) {
        throw StrictJson.invalid(what + ".data has another digest or size than " + what);
      }
      return new Descriptor(digest, size, mediaType, platform, annotations, urls);
    }
  }

  private List<String> urls(String what) {
    var urls = new ArrayList<String>();
    json.array(what, MOST_URLS, () -> urls.add(json.text(what)));
    return List.copyOf(urls);
  }

  private Child.Platform platform(String what) {
    var texts = new java.util.HashMap<String, String>();
    var features = new ArrayList<String>();
    json.object(
        what,
        PLATFORM,
        name -> {
          var part = what + "." + name;
          if (name.equals("os.features")) {
            json.array(part, 100, () -> features.add(json.text(part)));
          } else if (!json.isNull()) {
            texts.put(name, json.text(part));
          }
        });
    return new Child.Platform(
        texts.getOrDefault("architecture", ""),
        texts.getOrDefault("os", ""),
        texts.get("os.version"),
        texts.get("variant"),
        List.copyOf(features));
  }

  private @Nullable String optionalType(String what) {
    return json.isNull() ? null : type(what);
  }

  private static @Nullable String emptyAsNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private String type(String what) {
    var type = json.text(what);
    if (type.length() > LONGEST_TYPE || !type.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw StrictJson.invalid(what + " is not a media type");
    }
    return type;
  }

  /// A media type with both its halves.
  private String fullType(String what) {
    var type = type(what);
    int slash = type.indexOf('/');
    if (slash < 1 || slash == type.length() - 1) {
      throw StrictJson.invalid(what + " is not a media type");
    }
    return type;
  }

  private static Digest digest(String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal.ManifestInvalid(
              "not a digest: " + (text.length() > 150 ? text.substring(0, 150) : text))
          .asException();
    }
  }
}
