package portolan.query.edge.api.addition;

import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.FindArtifact;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryRef;
import reactor.core.publisher.Mono;

/// Shows what more there is of an artifact. Reports of scanners are another operation's matter.
@RestController
@RequestMapping(
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/additions")
public final class AdditionsEndpoint {
  private static final Permission READ = new Permission("artifact-addition", "read");
  private static final Set<String> KNOWN =
      Set.of(
          "build_history", "values.yaml", "readme.md", "dependencies", "sbom", "license", "files");

  private final Queries queries;
  private final Projects projects;
  private final Places places;
  private final Additions additions;

  public AdditionsEndpoint(Queries queries, Projects projects, Places places, Additions additions) {
    this.queries = queries;
    this.projects = projects;
    this.places = places;
    this.additions = additions;
  }

  @GetMapping("/{addition:(?!vulnerabilities$).+}")
  Mono<ResponseEntity<byte[]>> get(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      @PathVariable String addition) {
    if (!KNOWN.contains(addition)) {
      throw new Refusal.BodyInvalid("addition in path should be one of " + KNOWN).asException();
    }
    return projects
        .openRepository(caller, project, repository, READ)
        .flatMap(found -> places.repository(found, repository))
        .flatMap(found -> artifact(found, reference))
        .flatMap(found -> additions.of(found, addition))
        .map(it -> ResponseEntity.ok().header("Content-Type", it.contentType()).body(it.bytes()));
  }

  private Mono<ArtifactDetails> artifact(RepositoryRef repository, String reference) {
    var unknown = Refusal.ArtifactUnknown.in(repository.name(), reference);
    return Places.reference(reference)
        .map(it -> queries.ask(new FindArtifact(repository.id(), it)))
        .orElse(Mono.just(Optional.empty()))
        .map(found -> found.orElseThrow(unknown::asException));
  }
}
