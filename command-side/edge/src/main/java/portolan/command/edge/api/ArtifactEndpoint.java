package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.message.Done;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import portolan.language.tag.CreateTag;
import portolan.language.tag.DeleteTag;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Mono;

/// Deletes artifacts, and attaches and detaches their tags.
@RestController
@RequestMapping(
    Replies.ROOT + "/projects/{project}/repositories/{repository}/artifacts/{reference}")
public final class ArtifactEndpoint {
  private static final Permission DELETE = new Permission("artifact", "delete");
  private static final Permission CREATE_TAG = new Permission("tag", "create");
  private static final Permission DELETE_TAG = new Permission("tag", "delete");

  private final Commands commands;
  private final Queries queries;
  private final Artifacts artifacts;

  public ArtifactEndpoint(Commands commands, Queries queries, Artifacts artifacts) {
    this.commands = commands;
    this.queries = queries;
    this.artifacts = artifacts;
  }

  record NewTag(@Nullable String name) {}

  @DeleteMapping
  Mono<ResponseEntity<Void>> delete(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference) {
    return Replies.ok(
        artifacts
            .open(caller, project, repository, reference, DELETE)
            .flatMap(found ->
                commands.send(
                    new DeleteArtifact(found.repository().id(), found.manifest().digest()),
                    caller)));
  }

  @PostMapping("/tags")
  Mono<ResponseEntity<Void>> attach(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      @RequestBody NewTag request) {
    return artifacts
        .open(caller, project, repository, reference, CREATE_TAG)
        .map(found ->
            new CreateTag(found.repository().id(), found.manifest().digest(), name(request.name())))
        .flatMap(create -> commands.send(create, caller))
        .map(_ -> ResponseEntity.status(HttpStatus.CREATED).build());
  }

  @DeleteMapping("/tags/{tag}")
  Mono<ResponseEntity<Void>> detach(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      @PathVariable String tag) {
    return Replies.ok(
        artifacts
            .open(caller, project, repository, reference, DELETE_TAG)
            .flatMap(found -> detach(caller, found, tag)));
  }

  /// Only a tag that is on this artifact now.
  private Mono<Done> detach(Caller caller, Artifacts.Found found, String name) {
    if (!TagName.isValid(name)) {
      return Mono.error(new Refusal.TagUnknown(name).asException());
    }
    var tag = new TagName(name);
    return queries
        .ask(new ResolveTag(found.repository().id(), tag))
        .flatMap(target ->
            target.filter(found.manifest().digest()::equals).isPresent()
                ? commands.send(new DeleteTag(found.repository().id(), tag), caller)
                : Mono.error(new Refusal.TagUnknown(tag).asException()));
  }

  private static TagName name(@Nullable String text) {
    var name = text == null ? "" : text;
    if (!TagName.isValid(name)) {
      throw new Refusal.TagInvalid(name).asException();
    }
    return new TagName(name);
  }
}
