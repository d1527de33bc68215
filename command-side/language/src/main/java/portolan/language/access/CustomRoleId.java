package portolan.language.access;

/// The number of a role that an administrator made.
public record CustomRoleId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
