package portolan.language.tag;

import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;

/// Take a tag away; the artifact stays.
public record DeleteTag(RepositoryId repository, TagName tag) implements Command<Done> {}
