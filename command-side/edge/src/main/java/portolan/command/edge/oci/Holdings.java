package portolan.command.edge.oci;

import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import reactor.core.publisher.Mono;

/// Keeps uploaded blobs for a repository until a manifest refers to them.
public interface Holdings {

  /// Notes that a repository, which need not exist yet, holds a blob; durable when it completes.
  ///
  /// @param size in bytes
  Mono<Void> hold(ProjectId project, RepositoryName repository, Digest digest, long size);
}
