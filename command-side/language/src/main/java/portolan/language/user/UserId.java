package portolan.language.user;

/// A user's number. 1 is the administrator of the first start.
public record UserId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
