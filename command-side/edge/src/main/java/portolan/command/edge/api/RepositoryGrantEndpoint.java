package portolan.command.edge.api;

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
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.project.ChangeRepositoryGrant;
import portolan.language.project.GrantRepositories;
import portolan.language.project.RepositoryGrantId;
import portolan.language.project.WithdrawRepositoryGrant;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Gives, changes and ends roles in some repositories of a project.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/repositorygrants")
public final class RepositoryGrantEndpoint {
  private static final Permission CREATE = new Permission("repository-grant", "create");
  private static final Permission UPDATE = new Permission("repository-grant", "update");
  private static final Permission DELETE = new Permission("repository-grant", "delete");

  private final Commands commands;
  private final Projects projects;
  private final Nominees nominees;

  public RepositoryGrantEndpoint(Commands commands, Projects projects, Nominees nominees) {
    this.commands = commands;
    this.projects = projects;
    this.nominees = nominees;
  }

  record GrantForm(
      @Nullable String repositories,
      @Nullable Long roleId,
      @Nullable Long customRoleId,
      Nominees.@Nullable UserEntity memberUser,
      Nominees.@Nullable UserGroup memberGroup) {}

  @PostMapping
  Mono<ResponseEntity<Void>> grant(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody GrantForm form,
      ServerWebExchange exchange) {
    return projects
        .open(caller, project, isName, CREATE)
        .flatMap(found ->
            nominees
                .find(form.memberUser(), form.memberGroup(), caller)
                .map(member ->
                    new GrantRepositories(
                        found.id(),
                        member,
                        Complaints.text("repositories", form.repositories()),
                        new RoleRequest(form.roleId(), form.customRoleId()).choice())))
        .flatMap(grant -> commands.send(grant, caller))
        .map(id -> Replies.createdBelow(exchange.getRequest(), id.value()));
  }

  @PutMapping("/{grant_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller,
      @PathVariable String project,
      @PathVariable("grant_id") long id,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody RoleRequest request) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .map(found -> new ChangeRepositoryGrant(found.id(), grant(id), request.choice()))
            .flatMap(change -> commands.send(change, caller)));
  }

  @DeleteMapping("/{grant_id}")
  Mono<ResponseEntity<Void>> withdraw(
      Caller caller,
      @PathVariable String project,
      @PathVariable("grant_id") long id,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found ->
                commands.send(new WithdrawRepositoryGrant(found.id(), grant(id)), caller)));
  }

  private static RepositoryGrantId grant(long written) {
    return new RepositoryGrantId(Ids.of(written, Refusal.RepositoryGrantUnknown::new));
  }
}
