package portolan.edge.api;

import java.util.Optional;
import portolan.edge.message.Queries;
import portolan.language.oci.Reference;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import reactor.core.publisher.Mono;

/// Finds the repositories and references that paths name.
public final class Places {
  private final Queries queries;

  public Places(Queries queries) {
    this.queries = queries;
  }

  /// @param path without the project; a slash in it may still be encoded once
  public Mono<RepositoryRef> repository(ProjectRef project, String path) {
    var unknown =
        new Refusal.RepositoryUnknown(project.name() + "/" + RepositoryPaths.decoded(path));
    return RepositoryPaths.name(project.name().value(), path)
        .map(name -> queries.ask(new ResolveRepository(name)))
        .orElse(Mono.just(Optional.empty()))
        .map(found -> found.orElseThrow(unknown::asException));
  }

  /// A tag or a digest; empty for what can be neither.
  public static Optional<Reference> reference(String text) {
    try {
      return Optional.of(Reference.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
