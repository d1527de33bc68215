package portolan.edge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Makes tokens that never were issued.
final class Forge {
  private static final JsonMapper JSON = new JsonMapper();
  private final SigningKey key;
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  private Forge(SigningKey key) {
    this.key = key;
  }

  /// A token that would be genuine as it is.
  static Forge like(SigningKey key, long now) {
    var forge = new Forge(key);
    forge.header("alg", "RS256").header("kid", key.id()).header("typ", "JWT");
    return forge
        .claim("iss", "harbor-token-issuer")
        .claim("aud", "harbor-registry")
        .claim("sub", "dan")
        .claim("iat", now)
        .claim("nbf", now)
        .claim("exp", now + 1800)
        .claim("jti", "u00000700abcdefg")
        .claim("access", java.util.List.of());
  }

  Forge header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  Forge claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  Forge without(String claim) {
    claims.remove(claim);
    return this;
  }

  String signed() {
    return signed(new RSASSASigner(key.privateKey()), JWSAlgorithm.RS256);
  }

  String signed(JWSSigner signer, JWSAlgorithm algorithm) {
    try {
      var input = input().getBytes(StandardCharsets.US_ASCII);
      return input() + "." + signer.sign(new JWSHeader(algorithm), input);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String input() {
    return part(JSON.writeValueAsString(header)) + "." + part(JSON.writeValueAsString(claims));
  }

  static String part(String json) {
    return Base64URL.encode(json).toString();
  }
}
