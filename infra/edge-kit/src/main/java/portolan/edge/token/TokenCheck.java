package portolan.edge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells a genuine token from any other text.
///
/// The token chooses nothing: of its header only the key's id is used, to find one of our keys, and
/// that key fixes the algorithm. No claim is read before the signature fits. Numbers must be whole
/// numbers, names must be there once.
///
/// Source: RFC 8725, sections 3.1 to 3.11.
final class TokenCheck {
  private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);
  private static final Set<String> HEADER_NAMES = Set.of("alg", "kid", "typ");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxDocumentLength(16 * 1024)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private final SigningKeys keys;
  private final Duration life;

  TokenCheck(SigningKeys keys, Duration life) {
    this.keys = keys;
    this.life = life;
  }

  Optional<VerifiedToken> verify(String token, Instant now) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return Optional.empty();
    }
    try {
      return signer(json(token.substring(0, first)))
          .filter(key -> signed(key, token, second))
          .flatMap(_ -> claims(json(token.substring(first + 1, second)), now));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Optional<SigningKey> signer(JsonNode header) {
    var names = new HashSet<>(header.propertyNames());
    if (!HEADER_NAMES.containsAll(names) || !"RS256".equals(text(header, "alg"))) {
      return Optional.empty();
    }
    var id = text(header, "kid");
    return id == null ? Optional.empty() : keys.ring().find(id);
  }

  private static boolean signed(SigningKey key, String token, int dot) {
    var text = token.substring(dot + 1);
    var signature = new Base64URL(text);
    if (!Base64URL.encode(signature.decode()).toString().equals(text)) {
      return false;
    }
    try {
      var input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
      return new RSASSAVerifier(key.publicKey()).verify(RS256, input, signature);
    } catch (JOSEException e) {
      return false;
    }
  }

  private Optional<VerifiedToken> claims(JsonNode claims, Instant now) {
    var id = Optional.ofNullable(text(claims, "jti")).flatMap(TokenId::parse);
    if (id.isEmpty()
        || !Tokens.ISSUER.equals(text(claims, "iss"))
        || !Tokens.SERVICE.equals(text(claims, "aud"))
        || !inTime(claims, now)) {
      return Optional.empty();
    }
    var subject = text(claims, "sub");
    var issuedAt = time(claims, "iat").plusMillis(id.get().millis());
    return Optional.of(
        new VerifiedToken(
            subject == null ? "" : subject,
            id.get().holder(),
            time(claims, "exp"),
            new TokenScope(issuedAt, access(claims.path("access")))));
  }

  private boolean inTime(JsonNode claims, Instant now) {
    for (var name : List.of("iat", "nbf", "exp")) {
      if (!claims.path(name).canConvertToLong() || !claims.path(name).isIntegralNumber()) {
        return false;
      }
    }
    var latest = now.plus(Tokens.LEEWAY).getEpochSecond();
    long issued = claims.path("iat").longValue();
    long opens = claims.path("nbf").longValue();
    long expires = claims.path("exp").longValue();
    return issued > 0
        && issued <= latest
        && opens > 0
        && opens <= latest
        && expires > now.minus(Tokens.LEEWAY).getEpochSecond()
        && expires - issued <= life.toSeconds();
  }

  private static List<TokenScope.Entry> access(JsonNode list) {
    var entries = new ArrayList<TokenScope.Entry>();
    for (var entry : list) {
      var type = text(entry, "type");
      var name = text(entry, "name");
      if (type != null && name != null) {
        entries.add(new TokenScope.Entry(type, name, actions(entry.path("actions"))));
      }
    }
    return entries;
  }

  private static Set<String> actions(JsonNode list) {
    var actions = new HashSet<String>();
    list.forEach(action -> actions.add(action.asString()));
    return Set.copyOf(actions);
  }

  private static Instant time(JsonNode claims, String name) {
    return Instant.ofEpochSecond(claims.path(name).longValue());
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  private static JsonNode json(String part) {
    return MAPPER.readTree(new Base64URL(part).decode());
  }
}
