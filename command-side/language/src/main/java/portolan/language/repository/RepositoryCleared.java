package portolan.language.repository;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// The last of the artifacts is gone that a deleted repository still had, since it was too large to
/// go at once.
@EventName("repository-cleared")
public record RepositoryCleared(RepositoryId repository, ProjectId project, RepositoryName name)
    implements Event {}
