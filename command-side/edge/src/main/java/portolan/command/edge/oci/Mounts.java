package portolan.command.edge.oci;

import java.util.Optional;
import portolan.blob.Blobs;
import portolan.blob.StoredBlob;
import portolan.edge.access.Access;
import portolan.edge.message.Queries;
import portolan.edge.oci.Rights;
import portolan.edge.oci.V2Exchange;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.repository.FindBlob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Gives a repository a blob that another one has, without its bytes being sent again. Where the
/// caller may not read the other one, the answer is as if the blob did not exist (CVE-2024-39897).
final class Mounts {
  private final Queries queries;
  private final Rights rights;
  private final Blobs blobs;
  private final MountSources sources;
  private final Holdings holdings;
  private final StorageBudget budget;

  Mounts(
      Queries queries,
      Rights rights,
      Blobs blobs,
      MountSources sources,
      Holdings holdings,
      StorageBudget budget) {
    this.queries = queries;
    this.rights = rights;
    this.blobs = blobs;
    this.sources = sources;
    this.holdings = holdings;
    this.budget = budget;
  }

  /// Whether the target now holds the blob.
  ///
  /// @param from the repository that the client names; empty for any that it may read
  Mono<Boolean> mount(
      V2Exchange exchange, RepositoryName target, Digest digest, Optional<String> from) {
    return candidates(target, digest, from)
        .concatMap(source -> readable(exchange, source, digest))
        .next()
        .flatMap(source -> blobs.find(digest))
        .flatMap(blob -> hold(exchange, target, blob))
        .defaultIfEmpty(false);
  }

  private Flux<RepositoryName> candidates(
      RepositoryName target, Digest digest, Optional<String> from) {
    return from.isPresent()
        ? Mono.justOrEmpty(named(from.get())).flux()
        : Flux.concat(Mono.just(target), Flux.defer(() -> sources.of(digest)));
  }

  /// The source itself when the caller may pull from it and it has the blob.
  private Mono<RepositoryName> readable(V2Exchange exchange, RepositoryName source, Digest digest) {
    return project(exchange, source)
        .filterWhen(project -> rights.may(exchange.caller(), project, source, Access.PULL))
        .flatMap(project -> queries.ask(new FindBlob(project.id(), source, digest)))
        .filter(Optional::isPresent)
        .map(_ -> source);
  }

  private Mono<ProjectRef> project(V2Exchange exchange, RepositoryName source) {
    return source.project().equals(exchange.project().name())
        ? Mono.just(exchange.project())
        : queries.ask(new ResolveProject(source.project())).flatMap(Mono::justOrEmpty);
  }

  private Mono<Boolean> hold(V2Exchange exchange, RepositoryName target, StoredBlob blob) {
    var project = exchange.project().id();
    return budget
        .require(project, blob.digest(), blob.size())
        .then(Mono.defer(() -> holdings.hold(project, target, blob.digest(), blob.size())))
        .thenReturn(true);
  }

  private static Optional<RepositoryName> named(String text) {
    try {
      return Optional.of(RepositoryName.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
