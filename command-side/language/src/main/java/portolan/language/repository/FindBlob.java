package portolan.language.repository;

import java.util.Optional;
import portolan.language.message.HotQuery;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// Does a repository have this blob: because an artifact of it refers to it, or because it was
/// uploaded there lately? The answer is the size in bytes. Only a positive answer may be kept in
/// memory, and one that rests on an upload alone for no longer than [#KEEP_SECONDS].
public record FindBlob(ProjectId project, RepositoryName repository, Digest digest)
    implements HotQuery<Optional<Long>> {
  public static final int KEEP_SECONDS = 60;
}
