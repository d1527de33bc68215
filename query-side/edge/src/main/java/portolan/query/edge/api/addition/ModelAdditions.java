package portolan.query.edge.api.addition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portolan.language.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/// What a model's manifest and documents say of it: its readme, its licence, and its files.
///
/// Source: CNCF model-spec, `org.cncf.model.filepath` and the media types of documents.
final class ModelAdditions {
  static final String FILES = "files";
  static final Set<String> KNOWN = Set.of("readme.md", "license", FILES);

  /// A document is a layer; larger ones are not shown.
  static final int LARGEST = 4 << 20;

  private static final String PATH = "org.cncf.model.filepath";
  private static final String RAW = "application/vnd.cncf.model.doc.v1.raw";
  private static final String TAR = "application/vnd.cncf.model.doc.v1.tar";
  private static final Map<String, Set<String>> PATHS =
      Map.of(
          "readme.md", Set.of("README.md", "README"),
          "license", Set.of("LICENSE", "LICENSE.txt"));

  private ModelAdditions() {}

  static Addition files(JsonNode manifest) {
    var tree = new FileTree();
    for (var layer : manifest.path("layers")) {
      var path = path(layer);
      if (!path.isEmpty()) {
        tree.add(path, layer.path("size").asLong(0));
      }
    }
    return Addition.json(tree.json());
  }

  /// The layer that an addition is in.
  static Optional<JsonNode> layer(JsonNode manifest, String addition) {
    var paths = PATHS.getOrDefault(addition, Set.of());
    return manifest
        .path("layers")
        .valueStream()
        .filter(layer -> Set.of(RAW, TAR).contains(layer.path("mediaType").asString("")))
        .filter(layer -> paths.contains(path(layer)))
        .findFirst();
  }

  /// @param layer as the manifest names it
  static Addition document(JsonNode layer, byte[] bytes, String addition) {
    var type = addition.equals("license") ? "text/plain" : "text/markdown";
    boolean isTar = layer.path("mediaType").asString("").equals(TAR);
    return new Addition(type + "; charset=utf-8", isTar ? unpacked(bytes) : bytes);
  }

  /// All plain files of an archive, one after the other; it cannot grow, as it is not compressed.
  private static byte[] unpacked(byte[] archive) {
    var tar = new ByteArrayInputStream(archive);
    var files = new ByteArrayOutputStream();
    try {
      while (true) {
        var header = tar.readNBytes(TarEntry.BLOCK);
        if (TarEntry.isEnd(header)) {
          return files.toByteArray();
        }
        take(TarEntry.of(header), tar, files);
      }
    } catch (IOException e) {
      throw new Refusal.ParameterInvalid(
              "addition", "the document cannot be read: " + e.getMessage())
          .asException();
    }
  }

  private static void take(TarEntry entry, ByteArrayInputStream tar, ByteArrayOutputStream files)
      throws IOException {
    if (entry.size() > tar.available()) {
      throw new EOFException("it ends too early");
    }
    if (entry.plain()) {
      files.write(tar.readNBytes((int) entry.size()));
      tar.skip(entry.padded() - entry.size());
    } else {
      tar.skip(entry.padded());
    }
  }

  private static String path(JsonNode layer) {
    return layer.path("annotations").path(PATH).asString("");
  }
}
