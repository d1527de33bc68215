package portolan.command.edge.api;

import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.language.access.Permission;
import portolan.language.artifact.ManifestRef;
import portolan.language.repository.RepositoryRef;
import reactor.core.publisher.Mono;

/// Finds the artifact of a path, when the caller may do there what they came for.
public final class Artifacts {
  private final Projects projects;
  private final Contents contents;

  public Artifacts(Projects projects, Contents contents) {
    this.projects = projects;
    this.contents = contents;
  }

  record Found(RepositoryRef repository, ManifestRef manifest) {}

  Mono<Found> open(
      Caller caller, String project, String repository, String reference, Permission permission) {
    return projects
        .openRepository(caller, project, repository, permission)
        .flatMap(found -> contents.repository(found, repository))
        .flatMap(found ->
            contents.artifact(found, reference).map(manifest -> new Found(found, manifest)));
  }
}
