package portolan.command.edge.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.message.Done;
import portolan.language.project.ChangeProjectSettings;
import portolan.language.project.FindProjectSettings;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Changes a project's settings one by one.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/metadatas")
public final class MetadataEndpoint {
  private static final Permission CREATE = new Permission("metadata", "create");
  private static final Permission UPDATE = new Permission("metadata", "update");
  private static final Permission DELETE = new Permission("metadata", "delete");

  private final Commands commands;
  private final Queries queries;
  private final Projects projects;

  public MetadataEndpoint(Commands commands, Queries queries, Projects projects) {
    this.commands = commands;
    this.queries = queries;
    this.projects = projects;
  }

  @PostMapping({"", "/"})
  Mono<ResponseEntity<Void>> add(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody Map<String, @Nullable String> pairs) {
    return Replies.ok(
        projects
            .open(caller, project, isName, CREATE)
            .flatMap(found -> {
              var key = onlyKey(pairs);
              var value = ProjectSettings.named(key, pairs.get(key));
              return refuseWhenSet(found, key).then(set(caller, found, key, value));
            }));
  }

  @PutMapping("/{key}")
  Mono<ResponseEntity<Void>> update(
      Caller caller,
      @PathVariable String project,
      @PathVariable String key,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody Map<String, @Nullable String> pairs) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .flatMap(found -> set(caller, found, key, ProjectSettings.named(key, pairs.get(key)))));
  }

  @DeleteMapping("/{key}")
  Mono<ResponseEntity<Void>> delete(
      Caller caller,
      @PathVariable String project,
      @PathVariable String key,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found -> remove(caller, found, key)));
  }

  private Mono<Done> set(Caller caller, ProjectRef project, String key, String value) {
    return commands.send(
        new ChangeProjectSettings(project.id(), Map.of(key, Optional.of(value))), caller);
  }

  private Mono<Done> remove(Caller caller, ProjectRef project, String key) {
    if (key.equals(ProjectSettings.PUBLIC)) {
      throw Complaints.badValue(key, "cannot be removed");
    }
    if (!ProjectSettings.isKnown(key)) {
      return Mono.just(Done.DONE);
    }
    return commands.send(
        new ChangeProjectSettings(project.id(), Map.of(key, Optional.empty())), caller);
  }

  private Mono<Void> refuseWhenSet(ProjectRef project, String key) {
    return queries
        .ask(new FindProjectSettings(project.id()))
        .flatMap(settings ->
            settings.containsKey(key)
                ? Mono.error(new Refusal.NameTaken("metadata", key).asException())
                : Mono.empty());
  }

  private static String onlyKey(Map<String, @Nullable String> pairs) {
    if (pairs.size() != 1) {
      throw Complaints.badRequest("metadata", "only allow one key/value pair");
    }
    return pairs.keySet().iterator().next();
  }
}
