package portolan.query.edge.oci;

import java.util.EnumSet;
import java.util.Set;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.artifact.FindManifest;
import portolan.language.artifact.ManifestRef;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Mono;

/// Hands out manifests. The media type is always the one that was pushed, whatever a client
/// accepts: another reading of the same bytes is how one image passes for another (CVE-2021-41190).
///
/// Source: OCI distribution-spec, "Pulling manifests".
public final class ManifestEndpoint implements V2Endpoint {
  private final Queries queries;
  private final Repositories repositories;
  private final ManifestBytes bytes;
  private final PullLog pulls;

  public ManifestEndpoint(Queries queries, ManifestBytes bytes, PullLog pulls) {
    this.queries = queries;
    this.repositories = new Repositories(queries);
    this.bytes = bytes;
    this.pulls = pulls;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.READ_MANIFEST);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Manifest) exchange.path();
    return repositories
        .require(path.repository())
        .flatMap(repository ->
            find(repository, path.reference())
                .flatMap(manifest -> write(exchange, repository, manifest)));
  }

  private Mono<ManifestRef> find(RepositoryRef repository, Reference reference) {
    return switch (reference) {
      case Reference.ByDigest(var digest) -> find(repository, reference, digest);
      case Reference.ByTag(var tag) ->
          queries
              .ask(new ResolveTag(repository.id(), tag))
              .flatMap(target ->
                  target
                      .map(digest -> find(repository, reference, digest))
                      .orElseGet(() -> Mono.error(unknown(reference))));
    };
  }

  private Mono<ManifestRef> find(RepositoryRef repository, Reference reference, Digest digest) {
    return queries
        .ask(new FindManifest(repository.id(), digest))
        .map(found -> found.orElseThrow(() -> unknown(reference)));
  }

  private Mono<Void> write(V2Exchange exchange, RepositoryRef repository, ManifestRef manifest) {
    var digest = manifest.digest();
    Content.describe(exchange, digest);
    if (Content.known(exchange, digest)) {
      return exchange.complete(304);
    }
    return bytes
        .find(digest)
        .switchIfEmpty(Mono.error(() -> new Refusal.ArtifactUnknown(digest.value()).asException()))
        .doOnNext(_ -> note(exchange, repository, manifest))
        .flatMap(body -> exchange.complete(manifest.mediaType(), body));
  }

  /// Only a manifest that is handed out is pulled.
  private void note(V2Exchange exchange, RepositoryRef repository, ManifestRef manifest) {
    if (!exchange.head()) {
      var reference = ((V2Path.Manifest) exchange.path()).reference();
      pulls.pulled(exchange.caller(), repository, reference, manifest);
    }
  }

  private static RuntimeException unknown(Reference reference) {
    return new Refusal.ArtifactUnknown(reference.toString()).asException();
  }
}
