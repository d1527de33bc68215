package portolan.language.immutable;

/// A rule's number.
public record ImmutableRuleId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
