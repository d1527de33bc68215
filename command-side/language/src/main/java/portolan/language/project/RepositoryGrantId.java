package portolan.language.project;

/// The number of a grant over repositories.
public record RepositoryGrantId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
