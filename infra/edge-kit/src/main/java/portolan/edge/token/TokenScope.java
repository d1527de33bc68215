package portolan.edge.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;

/// What a token opens at most.
///
/// @param issuedAt a project made later is not meant
public record TokenScope(Instant issuedAt, List<Entry> access) {
  private static final String PROJECT = "project";
  private static final String ALL = "*";

  /// One line of a token's `access`.
  ///
  /// @param type `repository`, `registry`, or `project` for all that the holder may do there
  /// @param name a repository's full name, `catalog`, or a project's name
  /// @param actions `pull`, `push`, `delete`, or `*` for the catalog and for a project
  public record Entry(String type, String name, Set<String> actions) {}

  public TokenScope {
    access = List.copyOf(access);
  }

  /// Whether something was made after the token, to the millisecond that both are known to.
  public boolean issuedBefore(Instant made) {
    return issuedAt.isBefore(made.truncatedTo(ChronoUnit.MILLIS));
  }

  /// Whether an action on a repository is named.
  public boolean opens(RepositoryName repository, String action) {
    return opens("repository", repository.toString(), action) || opensAllOf(repository.project());
  }

  /// Whether the action is named for any repository of a project.
  public boolean opensIn(ProjectName project, String action) {
    var start = project.value() + "/";
    return opensAllOf(project)
        || access.stream()
            .anyMatch(entry ->
                entry.type().equals("repository")
                    && entry.name().startsWith(start)
                    && entry.actions().contains(action));
  }

  /// Whether everything is named that the holder may do in a project.
  public boolean opensAllOf(ProjectName project) {
    return opens(PROJECT, project.value(), ALL);
  }

  /// The line that opens all that its holder may do in a project.
  public static Entry allOf(ProjectName project) {
    return new Entry(PROJECT, project.value(), Set.of(ALL));
  }

  /// Whether the list of all repositories is named.
  public boolean opensCatalog() {
    return opens("registry", "catalog", "*");
  }

  private boolean opens(String type, String name, String action) {
    return access.stream()
        .anyMatch(entry ->
            entry.type().equals(type)
                && entry.name().equals(name)
                && entry.actions().contains(action));
  }
}
