package portolan.language.repository;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// A repository is gone, with its tags and artifacts. Of a large one some follow afterwards, until
/// `RepositoryCleared`.
@EventName("repository-deleted")
public record RepositoryDeleted(RepositoryId repository, ProjectId project, RepositoryName name)
    implements Event {}
