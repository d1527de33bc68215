package portolan.language.artifact;

import java.util.List;
import java.util.Optional;
import portolan.language.list.Criteria;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;

/// The artifacts of a repository, or of all repositories of a project. Without a criterion `base`:
/// those with a tag, and those without one that no index lists; never what refers to another one.
///
/// Criteria know `tags` (`*` tagged, `nil` untagged), `base` (`*` also what indexes list), `type`,
/// `media_type` (of the config), `manifest_media_type`, `artifact_type`, `repository_name`,
/// `repository_id`, `digest`, `push_time`, `pull_time`, `size`, `id`, `labels` (all of some
/// numbers); order all but `tags`, `base` and `labels`. Newest first when no order is given.
///
/// @param latestOnly only the newest of each repository that meets the criterion `media_type` or
///   `artifact_type`, of which there must be exactly one
public record FindArtifacts(
    ProjectId project,
    Optional<RepositoryId> repository,
    Criteria criteria,
    List<SortKey> order,
    PageRequest page,
    boolean latestOnly)
    implements Query<Page<ArtifactDetails>> {}
