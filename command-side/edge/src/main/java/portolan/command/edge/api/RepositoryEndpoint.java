package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.repository.DeleteRepository;
import portolan.language.repository.DescribeRepository;
import reactor.core.publisher.Mono;

/// Describes and deletes repositories.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/repositories/{repository}")
public final class RepositoryEndpoint {
  private static final Permission UPDATE = new Permission("repository", "update");
  private static final Permission DELETE = new Permission("repository", "delete");

  private final Commands commands;
  private final Projects projects;
  private final Places places;

  public RepositoryEndpoint(Commands commands, Projects projects, Places places) {
    this.commands = commands;
    this.projects = projects;
    this.places = places;
  }

  /// A repository as it is shown. Of it the description counts; the rest must be of its types.
  record Shown(
      @Nullable Long id,
      @Nullable Long projectId,
      @Nullable String name,
      @Nullable String description,
      @Nullable Long artifactCount,
      @Nullable Long pullCount,
      @Nullable String creationTime,
      @Nullable String updateTime) {}

  @PutMapping
  Mono<ResponseEntity<Void>> describe(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @RequestBody Shown request) {
    var text = request.description() == null ? "" : request.description();
    return Replies.ok(
        projects
            .openRepository(caller, project, repository, UPDATE)
            .flatMap(found -> places.repository(found, repository))
            .flatMap(found -> commands.send(new DescribeRepository(found.id(), text), caller)));
  }

  @DeleteMapping
  Mono<ResponseEntity<Void>> delete(
      Caller caller, @PathVariable String project, @PathVariable String repository) {
    return Replies.ok(
        projects
            .openRepository(caller, project, repository, DELETE)
            .flatMap(found -> places.repository(found, repository))
            .flatMap(found -> commands.send(new DeleteRepository(found.id()), caller)));
  }
}
