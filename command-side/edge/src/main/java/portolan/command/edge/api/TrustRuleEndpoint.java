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
import portolan.edge.workload.IdentityTokens;
import portolan.language.access.Permission;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.trust.ChangeTrustRule;
import portolan.language.trust.CreateTrustRule;
import portolan.language.trust.DeleteTrustRule;
import portolan.language.trust.FindTrustRule;
import portolan.language.trust.TrustRuleDetails;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;
import reactor.core.publisher.Mono;

/// Makes, changes and deletes the rules by which a project trusts workloads.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/trustrules")
public final class TrustRuleEndpoint {
  private static final Permission CREATE = new Permission("trust-rule", "create");
  private static final Permission UPDATE = new Permission("trust-rule", "update");
  private static final Permission DELETE = new Permission("trust-rule", "delete");

  private final Commands commands;
  private final Queries queries;
  private final Projects projects;
  private final IdentityTokens identities;

  public TrustRuleEndpoint(
      Commands commands, Queries queries, Projects projects, IdentityTokens identities) {
    this.commands = commands;
    this.queries = queries;
    this.projects = projects;
    this.identities = identities;
  }

  @PostMapping
  Mono<ResponseEntity<Void>> create(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody TrustRuleForm form,
      ServerWebExchange exchange) {
    return projects
        .open(caller, project, isName, CREATE)
        .flatMap(
            found -> commands.send(new CreateTrustRule(found.id(), listed(form.spec())), caller))
        .map(id -> Replies.createdBelow(exchange.getRequest(), id.value()));
  }

  @PutMapping("/{trust_rule_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller,
      @PathVariable String project,
      @PathVariable("trust_rule_id") long rule,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody TrustRuleForm form) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .flatMap(found -> find(found, rule))
            .flatMap(found ->
                commands.send(
                    new ChangeTrustRule(found.id(), listed(form.over(found.spec()))), caller)));
  }

  @DeleteMapping("/{trust_rule_id}")
  Mono<ResponseEntity<Void>> delete(
      Caller caller,
      @PathVariable String project,
      @PathVariable("trust_rule_id") long rule,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found -> find(found, rule))
            .flatMap(found -> commands.send(new DeleteTrustRule(found.id()), caller)));
  }

  /// The program asks an issuer for its keys; a project must not choose where that leads.
  private TrustRuleSpec listed(TrustRuleSpec spec) {
    if (!identities.mayTrust(spec.issuer())) {
      throw Complaints.badValue("issuer", "is not among those that this registry lists");
    }
    return spec;
  }

  /// A rule of this project; another project's is not known here.
  private Mono<TrustRuleDetails> find(ProjectRef project, long rule) {
    return queries
        .ask(new FindTrustRule(new TrustRuleId(Ids.of(rule))))
        .map(found ->
            found
                .filter(it -> it.project().equals(project.id()))
                .orElseThrow(new Refusal.TrustRuleUnknown(rule)::asException));
  }
}
