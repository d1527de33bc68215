package portolan.language.artifact;

import portolan.language.label.LabelId;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// Put a label of the registry, or of the artifact's project, on an artifact.
public record AddLabel(RepositoryId repository, Digest digest, LabelId label)
    implements Command<Done> {}
