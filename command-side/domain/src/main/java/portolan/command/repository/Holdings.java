package portolan.command.repository;

import java.util.Optional;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// Blobs that were uploaded to a repository and that no artifact of it uses yet.
public interface Holdings {

  /// Gives up a holding; false when there was none.
  boolean release(ProjectId project, RepositoryName repository, Digest digest);

  /// An artifact of the repository that uses the blob.
  Optional<Digest> user(ProjectId project, RepositoryName repository, Digest digest);
}
