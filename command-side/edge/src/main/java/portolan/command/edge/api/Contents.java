package portolan.command.edge.api;

import java.util.Optional;
import portolan.edge.api.RepositoryPaths;
import portolan.edge.message.Queries;
import portolan.language.artifact.FindManifest;
import portolan.language.artifact.ManifestRef;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Mono;

/// Finds what paths name inside of a project: repositories and artifacts.
public final class Contents {
  private final Queries queries;

  public Contents(Queries queries) {
    this.queries = queries;
  }

  /// @param path the repository without its project; a slash in it may still be encoded once
  Mono<RepositoryRef> repository(ProjectRef project, String path) {
    var unknown =
        new Refusal.RepositoryUnknown(project.name() + "/" + RepositoryPaths.decoded(path));
    return RepositoryPaths.name(project.name().value(), path)
        .map(name -> queries.ask(new ResolveRepository(name)))
        .orElse(Mono.just(Optional.empty()))
        .map(found -> found.orElseThrow(unknown::asException));
  }

  /// @param reference a tag or a digest
  Mono<ManifestRef> artifact(RepositoryRef repository, String reference) {
    var unknown = Refusal.ArtifactUnknown.in(repository.name(), reference);
    return digest(repository, reference)
        .flatMap(digest ->
            digest
                .map(known -> queries.ask(new FindManifest(repository.id(), known)))
                .orElse(Mono.just(Optional.empty())))
        .map(found -> found.orElseThrow(unknown::asException));
  }

  private Mono<Optional<Digest>> digest(RepositoryRef repository, String reference) {
    return switch (reference(reference).orElse(null)) {
      case Reference.ByDigest(var digest) -> Mono.just(Optional.of(digest));
      case Reference.ByTag(var tag) -> queries.ask(new ResolveTag(repository.id(), tag));
      case null -> Mono.just(Optional.empty());
    };
  }

  private static Optional<Reference> reference(String text) {
    try {
      return Optional.of(Reference.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
