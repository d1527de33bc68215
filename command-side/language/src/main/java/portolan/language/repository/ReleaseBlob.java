package portolan.language.repository;

import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// Give up a blob that was uploaded to a repository and that no artifact of the repository uses.
public record ReleaseBlob(ProjectId project, RepositoryName repository, Digest digest)
    implements Command<Done> {}
