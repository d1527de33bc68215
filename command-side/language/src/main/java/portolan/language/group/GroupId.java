package portolan.language.group;

/// A group's number.
public record GroupId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
