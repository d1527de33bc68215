package portolan.language.artifact;

import portolan.language.repository.RepositoryId;

/// Where a push ended up.
public record PushedArtifact(RepositoryId repository, ArtifactId artifact) {}
