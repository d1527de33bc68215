package portolan.language.trust;

/// A trust rule's number.
public record TrustRuleId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
