package portolan.acceptance.image;

import static portolan.acceptance.image.Content.JSON;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A manifest and the blobs that it names.
public record Image(Content manifest, List<Content> blobs) {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

  /// An OCI image with a layer for each text.
  public static Image of(String... layers) {
    return of(Stream.of(layers).map(Content::text).toList());
  }

  /// An OCI image of these layers.
  public static Image of(List<Content> layers) {
    return of(OCI_MANIFEST, OCI_CONFIG, OCI_LAYER, layers);
  }

  /// An image in Docker's older form, schema 2.
  public static Image docker(String... layers) {
    return of(
        DOCKER_MANIFEST,
        "application/vnd.docker.container.image.v1+json",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        Stream.of(layers).map(Content::text).toList());
  }

  private static Image of(String type, String configType, String layerType, List<Content> layers) {
    var configured = JSON.createObjectNode().put("architecture", "amd64").put("os", "linux");
    var rootfs = configured.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    layers.forEach(layer -> rootfs.add(layer.digest()));
    var config = Content.json(configType, configured);
    var manifest = envelope(type);
    manifest.set("config", config.descriptor());
    var array = manifest.putArray("layers");
    layers.forEach(layer -> array.add(layer.as(layerType).descriptor()));
    var blobs = new ArrayList<>(layers);
    blobs.add(config);
    return new Image(Content.json(type, manifest), blobs);
  }

  /// A model for machine learning as `modctl` pushes it: each file a layer that says its path.
  ///
  /// @param files by their paths
  public static Image model(Map<String, Content> files) {
    var config = Content.json("application/vnd.cncf.model.config.v1+json", JSON.createObjectNode());
    var manifest =
        envelope(OCI_MANIFEST).put("artifactType", "application/vnd.cncf.model.manifest.v1+json");
    manifest.set("config", config.descriptor());
    var layers = manifest.putArray("layers");
    files.forEach((path, file) -> {
      var layer = file.descriptor();
      layer.putObject("annotations").put("org.cncf.model.filepath", path);
      layers.add(layer);
    });
    var blobs = new ArrayList<>(files.values());
    blobs.add(config);
    return new Image(Content.json(OCI_MANIFEST, manifest), blobs);
  }

  /// A signature as cosign pushes it under a tag, which says what is signed.
  public static Image signature(String payload) {
    return of(
        OCI_MANIFEST,
        OCI_CONFIG,
        "application/vnd.dev.cosign.simplesigning.v1+json",
        List.of(Content.text(payload)));
  }

  /// An artifact about another one: a signature, an SBOM.
  ///
  /// @param type its artifactType
  public static Image about(Content subject, String type, String payload) {
    var empty =
        new Content(
            "application/vnd.oci.empty.v1+json",
            "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var layer = Content.text(payload);
    var manifest = envelope(OCI_MANIFEST).put("artifactType", type);
    manifest.set("config", empty.descriptor());
    manifest.putArray("layers").add(layer.descriptor());
    manifest.set("subject", subject.descriptor());
    manifest.putObject("annotations").put("org.example.payload", payload);
    return new Image(Content.json(OCI_MANIFEST, manifest), List.of(empty, layer));
  }

  /// The manifest of an index that lists other manifests.
  public static Content index(Content... children) {
    var index = envelope(OCI_INDEX);
    var array = index.putArray("manifests");
    for (var child : children) {
      array.add(child.descriptor());
    }
    return Content.json(OCI_INDEX, index);
  }

  /// The manifest of an index that lists a manifest and refers to it as well.
  public static Content indexAbout(Content subject) {
    var index = envelope(OCI_INDEX).put("artifactType", "application/vnd.example.set");
    index.putArray("manifests").add(subject.descriptor());
    index.set("subject", subject.descriptor());
    return Content.json(OCI_INDEX, index);
  }

  private static ObjectNode envelope(String type) {
    return JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", type);
  }

  public String digest() {
    return manifest.digest();
  }

  public Content layer() {
    return blobs.getFirst();
  }

  /// Bytes that a project pays for it.
  public long size() {
    return manifest.size()
        + blobs.stream()
            .collect(
                java.util.stream.Collectors.toMap(Content::digest, Content::size, (one, _) -> one))
            .values()
            .stream()
            .mapToLong(Integer::longValue)
            .sum();
  }
}
