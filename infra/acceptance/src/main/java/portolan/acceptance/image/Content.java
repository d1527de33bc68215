package portolan.acceptance.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Bytes with a media type: a blob, or a manifest.
public record Content(String mediaType, byte[] bytes) {
  public static final String OCTETS = "application/octet-stream";
  static final JsonMapper JSON = JsonMapper.shared();

  public static Content text(String text) {
    return new Content(OCTETS, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes that do not compress, the same for the same seed.
  public static Content random(long seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return new Content(OCTETS, bytes);
  }

  static Content json(String mediaType, JsonNode json) {
    return new Content(mediaType, JSON.writeValueAsBytes(json));
  }

  public Content as(String otherMediaType) {
    return new Content(otherMediaType, bytes);
  }

  public String digest() {
    return digest("SHA-256");
  }

  public String sha512() {
    return digest("SHA-512");
  }

  private String digest(String algorithm) {
    try {
      var hex = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
      return algorithm.toLowerCase(java.util.Locale.ROOT).replace("-", "") + ":" + hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public int size() {
    return bytes.length;
  }

  public String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode asJson() {
    return JSON.readTree(bytes);
  }

  /// How a manifest refers to it.
  public ObjectNode descriptor() {
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest())
        .put("size", size());
  }
}
