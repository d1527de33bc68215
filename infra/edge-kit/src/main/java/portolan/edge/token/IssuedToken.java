package portolan.edge.token;

import java.time.Instant;

/// A token for a client, and when it was made.
public record IssuedToken(String value, Instant issuedAt, long lifeSeconds) {
  @Override
  public String toString() {
    return "IssuedToken[***]";
  }
}
