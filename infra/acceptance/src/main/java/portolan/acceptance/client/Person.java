package portolan.acceptance.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Somebody who signs in: a user, or a robot with its secret.
public record Person(String name, String password) {

  /// The header value of Basic authentication.
  public String basic() {
    var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  public Person withPassword(String other) {
    return new Person(name, other);
  }
}
