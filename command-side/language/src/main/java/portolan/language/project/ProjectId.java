package portolan.language.project;

/// A project's number, drawn once and never used again, also when a project of the same name is
/// made later.
public record ProjectId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
