package portolan.edge.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.util.Map;

/// A sign-in that has begun: what must come back from the provider, and where to go then.
///
/// @param redirect a path of our own
public record Pending(String state, String nonce, String verifier, String redirect) {

  static Pending to(String redirect) {
    return new Pending(
        new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), redirect);
  }

  Map<String, String> toMap() {
    return Map.of("state", state, "nonce", nonce, "verifier", verifier, "redirect", redirect);
  }

  static Pending of(Map<String, String> map) {
    return new Pending(
        map.getOrDefault("state", ""),
        map.getOrDefault("nonce", ""),
        map.getOrDefault("verifier", ""),
        map.getOrDefault("redirect", "/"));
  }

  @Override
  public String toString() {
    return "Pending";
  }
}
