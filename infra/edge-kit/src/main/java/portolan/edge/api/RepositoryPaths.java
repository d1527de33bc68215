package portolan.edge.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;

/// Repositories as the paths of the API name them: without their project, and a slash in the name
/// may still be encoded once.
public final class RepositoryPaths {
  private RepositoryPaths() {}

  /// Empty for what no repository is called.
  public static Optional<RepositoryName> name(String project, String path) {
    try {
      return Optional.of(new RepositoryName(new ProjectName(project), decoded(path)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// What cannot be decoded stays as it is: no repository has such a name.
  public static String decoded(String path) {
    try {
      return URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }
}
