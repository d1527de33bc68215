package portolan.query.edge.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import portolan.language.oci.Digest;

/// The pictures that stand for the kinds of artifacts, by their digests.
public final class Icons {
  private static final String OTHER = "default";

  /// Types of artifacts and accessories, and which picture each has.
  private static final Map<String, String> PICTURES =
      Map.ofEntries(
          Map.entry("IMAGE", "image"),
          Map.entry("CHART", "chart"),
          Map.entry("CNAB", "cnab"),
          Map.entry("WASM", "wasm"),
          Map.entry("SBOM", "sbom"),
          Map.entry("CNAI", "cnai"),
          Map.entry("signature.cosign", "cosign"),
          Map.entry("signature.notation", "notation"),
          Map.entry("sbom.harbor", "sbom"),
          Map.entry("accelerator.nydus", "nydus"));

  private static final Map<String, byte[]> BY_DIGEST = new HashMap<>();
  private static final Map<String, String> DIGESTS = new HashMap<>();

  static {
    PICTURES.values().forEach(Icons::load);
    load(OTHER);
  }

  private Icons() {}

  /// The digest of the picture for a type of artifact.
  static String ofArtifact(String type) {
    return digest(PICTURES.getOrDefault(type, OTHER));
  }

  /// The digest of the picture for a type of accessory; empty for one that has none.
  static String ofAccessory(String type) {
    var picture = PICTURES.get(type);
    return picture == null ? "" : digest(picture);
  }

  /// A PNG of 50 by 50 pixels.
  public static Optional<byte[]> find(String digest) {
    return Optional.ofNullable(BY_DIGEST.get(digest));
  }

  private static String digest(String picture) {
    return DIGESTS.getOrDefault(picture, "");
  }

  private static void load(String picture) {
    try (var stream = Icons.class.getResourceAsStream("/icons/" + picture + ".png")) {
      if (stream == null) {
        throw new IllegalStateException("the picture " + picture + " is missing");
      }
      var bytes = stream.readAllBytes();
      var digest = Digest.of(bytes).value();
      DIGESTS.put(picture, digest);
      BY_DIGEST.put(digest, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
