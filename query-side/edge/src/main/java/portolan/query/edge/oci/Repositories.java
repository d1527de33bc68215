package portolan.query.edge.oci;

import portolan.edge.message.Queries;
import portolan.language.oci.RepositoryName;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import reactor.core.publisher.Mono;

/// Finds repositories by name.
record Repositories(Queries queries) {

  /// The living repository of this name, or `RepositoryUnknown`.
  Mono<RepositoryRef> require(RepositoryName name) {
    return queries
        .ask(new ResolveRepository(name))
        .map(found ->
            found.orElseThrow(() -> new Refusal.RepositoryUnknown(name.toString()).asException()));
  }
}
