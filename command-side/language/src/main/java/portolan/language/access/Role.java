package portolan.language.access;

import java.util.Arrays;
import java.util.Optional;

/// A project role, with the number it has on the wire.
public enum Role {
  PROJECT_ADMIN(1, "projectAdmin"),
  MAINTAINER(4, "maintainer"),
  DEVELOPER(2, "developer"),
  GUEST(3, "guest"),
  LIMITED_GUEST(5, "limitedGuest");

  private final int id;
  private final String wireName;

  Role(int id, String wireName) {
    this.id = id;
    this.wireName = wireName;
  }

  public int id() {
    return id;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<Role> of(int id) {
    return Arrays.stream(values()).filter(role -> role.id == id).findFirst();
  }
}
