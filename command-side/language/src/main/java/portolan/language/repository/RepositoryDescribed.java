package portolan.language.repository;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.project.ProjectId;

/// A repository's description changed.
@EventName("repository-described")
public record RepositoryDescribed(
    RepositoryId repository, ProjectId project, String from, String to) implements Event {}
