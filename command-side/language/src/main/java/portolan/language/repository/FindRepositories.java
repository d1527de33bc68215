package portolan.language.repository;

import java.util.List;
import java.util.Optional;
import portolan.language.access.Sight;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;

/// The repositories of a project, or of all projects that somebody sees.
///
/// Criteria and order know `name` (the full one), `project_id`, `description`, `creation_time`,
/// `update_time`, `repository_id`, `pull_count`.
///
/// @param patterns over names without the project: those that fit any; all when there are none
public record FindRepositories(
    Optional<ProjectId> project,
    Sight sight,
    List<String> patterns,
    Criteria criteria,
    List<SortKey> order,
    PageRequest page)
    implements Query<Page<RepositoryDetails>> {

  /// Whatever they are called.
  public FindRepositories(
      Optional<ProjectId> project,
      Sight sight,
      Criteria criteria,
      List<SortKey> order,
      PageRequest page) {
    this(project, sight, List.of(), criteria, order, page);
  }
}
