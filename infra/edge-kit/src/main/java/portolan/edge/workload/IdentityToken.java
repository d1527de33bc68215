package portolan.edge.workload;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a genuine token says.
///
/// @param claims all of it, as parsed from JSON
public record IdentityToken(
    String issuer, List<String> audiences, Map<String, Object> claims, Instant expiresAt) {

  /// All that it says, as JSON.
  public String json() {
    return JSONObjectUtils.toJSONString(claims);
  }

  /// The texts of a claim: of a list each, of numbers and truth values what JSON writes.
  ///
  /// @param name a claim's name or, with a slash in front, a JSON pointer (RFC 6901)
  List<String> texts(String name) {
    return texts(name.startsWith("/") ? pointedAt(name.substring(1).split("/", -1)) : at(name));
  }

  private @Nullable Object at(String name) {
    return claims.get(name);
  }

  private @Nullable Object pointedAt(String[] path) {
    @Nullable Object found = claims;
    for (var step : path) {
      found =
          found instanceof Map<?, ?> map
              ? map.get(step.replace("~1", "/").replace("~0", "~"))
              : null;
    }
    return found;
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case String text -> List.of(text);
      case Boolean truth -> List.of(truth.toString());
      case Long number -> List.of(number.toString());
      case Integer number -> List.of(number.toString());
      case Collection<?> many -> many.stream().flatMap(one -> texts(one).stream()).toList();
      default -> List.of();
    };
  }

  @Override
  public String toString() {
    return "IdentityToken[" + issuer + "]";
  }
}
