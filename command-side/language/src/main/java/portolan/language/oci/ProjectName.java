package portolan.language.oci;

/// The first part of every repository name: 1 to 255 characters, lowercase letters and digits,
/// joined by `.`, `_` or `-`.
public record ProjectName(String value) {
  public ProjectName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a project name");
    }
  }

  public static boolean isValid(String value) {
    return value.length() <= 255 && NameForm.isProject(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
