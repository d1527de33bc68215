package portolan.language.artifact;

import portolan.language.label.LabelId;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// Take a label off an artifact.
public record RemoveLabel(RepositoryId repository, Digest digest, LabelId label)
    implements Command<Done> {}
