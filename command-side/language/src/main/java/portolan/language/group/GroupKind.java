package portolan.language.group;

import java.util.Arrays;
import java.util.Optional;

/// Who knows the members of a group.
public enum GroupKind {
  LDAP(1),
  HTTP(2),
  OIDC(3);

  private final int number;

  GroupKind(int number) {
    this.number = number;
  }

  /// The kind by the number that clients write.
  public static Optional<GroupKind> of(int number) {
    return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
  }

  public int number() {
    return number;
  }
}
