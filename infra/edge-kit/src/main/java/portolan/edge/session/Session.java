package portolan.edge.session;

import java.time.Instant;
import java.util.Map;
import portolan.language.user.UserId;

/// A person who has signed in.
///
/// @param idToken of an OIDC provider, kept to end the provider's session too; empty for others
public record Session(UserId user, Instant since, String idToken) {

  Map<String, String> toMap() {
    return Map.of(
        "user", user.toString(), "since", Long.toString(since.toEpochMilli()), "id", idToken);
  }

  static Session of(Map<String, String> map) {
    return new Session(
        new UserId(Integer.parseInt(map.getOrDefault("user", "0"))),
        Instant.ofEpochMilli(Long.parseLong(map.getOrDefault("since", "0"))),
        map.getOrDefault("id", ""));
  }
}
