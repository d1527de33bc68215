package portolan.language.oci;

/// A repository as clients name it: `project/path`, two components at least, 255 characters at
/// most.
///
/// Source: OCI distribution-spec, "Pulling manifests"; the first component is the project.
public record RepositoryName(ProjectName project, String path) {
  public RepositoryName {
    if (path.length() + project.value().length() + 1 > 255 || !NameForm.isPath(path)) {
      throw new IllegalArgumentException("not a repository name");
    }
  }

  /// Reads `project/path`.
  ///
  /// @throws IllegalArgumentException when there is no slash or a part breaks the grammar
  public static RepositoryName of(String full) {
    int slash = full.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not of the form project/repository");
    }
    return new RepositoryName(new ProjectName(full.substring(0, slash)), full.substring(slash + 1));
  }

  @Override
  public String toString() {
    return project.value() + "/" + path;
  }
}
