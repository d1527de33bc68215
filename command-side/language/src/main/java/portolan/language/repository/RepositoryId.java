package portolan.language.repository;

/// A repository's number. A repository deleted and made again under its old name has another.
public record RepositoryId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
