package portolan.language.repository;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// The first push to a name made a repository.
@EventName("repository-created")
public record RepositoryCreated(RepositoryId repository, ProjectId project, RepositoryName name)
    implements Event {}
