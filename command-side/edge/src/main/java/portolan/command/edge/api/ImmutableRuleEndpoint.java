package portolan.command.edge.api;

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
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.immutable.ChangeImmutableRule;
import portolan.language.immutable.CreateImmutableRule;
import portolan.language.immutable.DeleteImmutableRule;
import portolan.language.immutable.FindImmutableRule;
import portolan.language.immutable.ImmutableRuleDetails;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Makes, changes and deletes the rules by which a project protects tags.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/immutabletagrules")
public final class ImmutableRuleEndpoint {
  private static final Permission CREATE = new Permission("immutable-tag", "create");
  private static final Permission UPDATE = new Permission("immutable-tag", "update");
  private static final Permission DELETE = new Permission("immutable-tag", "delete");

  private final Commands commands;
  private final Queries queries;
  private final Projects projects;

  public ImmutableRuleEndpoint(Commands commands, Queries queries, Projects projects) {
    this.commands = commands;
    this.queries = queries;
    this.projects = projects;
  }

  @PostMapping
  Mono<ResponseEntity<Void>> create(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody ImmutableRuleForm form,
      ServerWebExchange exchange) {
    return projects
        .open(caller, project, isName, CREATE)
        .flatMap(found -> commands.send(new CreateImmutableRule(found.id(), form.spec()), caller))
        .map(id -> Replies.createdBelow(exchange.getRequest(), id.value()));
  }

  @PutMapping("/{immutable_rule_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller,
      @PathVariable String project,
      @PathVariable("immutable_rule_id") long rule,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody ImmutableRuleForm form) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .flatMap(found -> {
              if (form.id() == null || form.id() != rule) {
                throw Complaints.badRequest(
                    "id", "the immutable_rule_id doesn't match the id in the body");
              }
              return find(found, rule);
            })
            .flatMap(found ->
                commands.send(
                    new ChangeImmutableRule(found.id(), form.over(found.spec())), caller)));
  }

  @DeleteMapping("/{immutable_rule_id}")
  Mono<ResponseEntity<Void>> delete(
      Caller caller,
      @PathVariable String project,
      @PathVariable("immutable_rule_id") long rule,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found -> find(found, rule))
            .flatMap(found -> commands.send(new DeleteImmutableRule(found.id()), caller)));
  }

  /// A rule of this project; another project's is not known here.
  private Mono<ImmutableRuleDetails> find(ProjectRef project, long rule) {
    return queries
        .ask(new FindImmutableRule(new ImmutableRuleId(Ids.of(rule))))
        .map(found ->
            found
                .filter(it -> it.project().equals(project.id()))
                .orElseThrow(new Refusal.ImmutableRuleUnknown(rule)::asException));
  }
}
