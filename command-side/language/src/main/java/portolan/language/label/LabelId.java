package portolan.language.label;

/// A label's number.
public record LabelId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
