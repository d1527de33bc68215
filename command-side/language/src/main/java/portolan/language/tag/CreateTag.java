package portolan.language.tag;

import portolan.language.message.Command;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;

/// Attach a tag that the repository does not have yet to an artifact.
public record CreateTag(RepositoryId repository, Digest digest, TagName tag)
    implements Command<TagId> {}
