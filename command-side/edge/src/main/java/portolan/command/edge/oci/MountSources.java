package portolan.command.edge.oci;

import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import reactor.core.publisher.Flux;

/// Knows which repositories have a blob, for clients that want to mount it and do not say from
/// where.
public interface MountSources {

  /// Some repositories that have the blob, the likeliest first; a handful, not all. Nothing is said
  /// about who may read them.
  Flux<RepositoryName> of(Digest digest);
}
