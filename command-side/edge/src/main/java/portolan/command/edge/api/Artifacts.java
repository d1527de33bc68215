package portolan.command.edge.api;

import java.util.Optional;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.artifact.FindManifest;
import portolan.language.artifact.ManifestRef;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Mono;

/// Finds the artifact of a path, when the caller may do there what they came for.
public final class Artifacts {
  private final Queries queries;
  private final Projects projects;
  private final Places places;

  public Artifacts(Queries queries, Projects projects, Places places) {
    this.queries = queries;
    this.projects = projects;
    this.places = places;
  }

  record Found(RepositoryRef repository, ManifestRef manifest) {}

  Mono<Found> open(
      Caller caller, String project, String repository, String reference, Permission permission) {
    return projects
        .openRepository(caller, project, repository, permission)
        .flatMap(found -> places.repository(found, repository))
        .flatMap(found -> artifact(found, reference).map(manifest -> new Found(found, manifest)));
  }

  /// @param reference a tag or a digest
  private Mono<ManifestRef> artifact(RepositoryRef repository, String reference) {
    var unknown = Refusal.ArtifactUnknown.in(repository.name(), reference);
    return digest(repository, reference)
        .flatMap(digest ->
            digest
                .map(known -> queries.ask(new FindManifest(repository.id(), known)))
                .orElse(Mono.just(Optional.empty())))
        .map(found -> found.orElseThrow(unknown::asException));
  }

  private Mono<Optional<Digest>> digest(RepositoryRef repository, String reference) {
    return switch (Places.reference(reference).orElse(null)) {
      case Reference.ByDigest(var digest) -> Mono.just(Optional.of(digest));
      case Reference.ByTag(var tag) -> queries.ask(new ResolveTag(repository.id(), tag));
      case null -> Mono.just(Optional.empty());
    };
  }
}
