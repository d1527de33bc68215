package portolan.language.artifact;

import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// Delete an artifact, every tag that points at it, its untagged children and what refers to it as
/// subject.
public record DeleteArtifact(RepositoryId repository, Digest digest) implements Command<Done> {}
