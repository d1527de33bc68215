package portolan.language.trust;

/// The number of one exchange of tokens, and of the workload that came with it.
public record ExchangeId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
