package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import portolan.language.trust.FindTrustRule;
import portolan.language.trust.FindTrustRules;
import portolan.language.trust.TrustRuleDetails;
import portolan.language.trust.TrustRuleId;
import reactor.core.publisher.Mono;

/// Shows the rules by which a project trusts workloads.
@RestController
@RequestMapping(Lists.ROOT + "/projects/{project}/trustrules")
public final class TrustRulesEndpoint {
  private static final Permission LIST = new Permission("trust-rule", "list");
  private static final Permission READ = new Permission("trust-rule", "read");
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "issuer")
          .and(FilterKeys.Kind.NUMBER, "id")
          .and(FilterKeys.Kind.FLAG, "disabled");

  private final Queries queries;
  private final Projects projects;

  public TrustRulesEndpoint(Queries queries, Projects projects) {
    this.queries = queries;
    this.projects = projects;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    return Lists.write(
        projects
            .open(caller, project, isName, LIST)
            .flatMap(found ->
                queries.ask(
                    new FindTrustRules(
                        found.id(),
                        Paging.criteria(parameters, KEYS),
                        Paging.sort(parameters, KEYS),
                        page))),
        page,
        exchange,
        TrustRulesEndpoint::json);
  }

  @GetMapping("/{trust_rule_id}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller,
      @PathVariable String project,
      @PathVariable("trust_rule_id") long rule,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, READ)
        .flatMap(home ->
            queries
                .ask(new FindTrustRule(new TrustRuleId(Ids.of(rule))))
                .map(found ->
                    found
                        .filter(it -> it.project().equals(home.id()))
                        .orElseThrow(new Refusal.TrustRuleUnknown(rule)::asException)))
        .map(found -> json(found).map());
  }

  private static Fields json(TrustRuleDetails rule) {
    var spec = rule.spec();
    return new Fields()
        .put("id", rule.id().value())
        .put("name", spec.name())
        .put("description", spec.description())
        .put("issuer", spec.issuer())
        .put("audience", spec.audience())
        .put("claims", spec.claims())
        .put("permissions", PermissionJson.list(spec.access()))
        .put("lifetime_seconds", spec.lifetimeSeconds())
        .put("disabled", spec.disabled())
        .put("creation_time", rule.createdAt())
        .put("update_time", rule.updatedAt());
  }
}
