package portolan.language.repository;

import java.time.Instant;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// All there is to say of a repository.
///
/// @param artifacts those that a list of its artifacts shows by default
/// @param pulls how often a manifest was pulled from it
public record RepositoryDetails(
    RepositoryId id,
    ProjectId project,
    RepositoryName name,
    boolean isPublic,
    String description,
    long artifacts,
    long pulls,
    Instant createdAt,
    Instant updatedAt) {}
