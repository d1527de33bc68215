package portolan.language.repository;

import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// A repository as messages name it.
public record RepositoryRef(RepositoryId id, ProjectId project, RepositoryName name) {}
