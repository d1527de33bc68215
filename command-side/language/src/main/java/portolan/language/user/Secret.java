package portolan.language.user;

/// A secret on its way to be hashed. Never shown, never stored as it is.
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
