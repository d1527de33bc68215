package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.artifact.AddLabel;
import portolan.language.artifact.RemoveLabel;
import portolan.language.label.LabelId;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Puts labels on artifacts and takes them off.
@RestController
@RequestMapping(
    Replies.ROOT + "/projects/{project}/repositories/{repository}/artifacts/{reference}/labels")
public final class ArtifactLabelEndpoint {
  private static final Permission CREATE = new Permission("artifact-label", "create");
  private static final Permission DELETE = new Permission("artifact-label", "delete");

  private final Commands commands;
  private final Artifacts artifacts;

  public ArtifactLabelEndpoint(Commands commands, Artifacts artifacts) {
    this.commands = commands;
    this.artifacts = artifacts;
  }

  record LabelNumber(@Nullable Long id) {}

  @PostMapping
  Mono<ResponseEntity<Void>> add(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      @RequestBody LabelNumber request) {
    return Replies.ok(
        artifacts
            .open(caller, project, repository, reference, CREATE)
            .flatMap(found ->
                commands.send(
                    new AddLabel(
                        found.repository().id(), found.manifest().digest(), label(request.id())),
                    caller)));
  }

  @DeleteMapping("/{label_id}")
  Mono<ResponseEntity<Void>> remove(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      @PathVariable("label_id") long label) {
    return Replies.ok(
        artifacts
            .open(caller, project, repository, reference, DELETE)
            .flatMap(found ->
                commands.send(
                    new RemoveLabel(
                        found.repository().id(), found.manifest().digest(), label(label)),
                    caller)));
  }

  private static LabelId label(@Nullable Long written) {
    return new LabelId(Ids.of(written, Refusal.LabelUnknown::new));
  }
}
