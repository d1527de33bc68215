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
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.immutable.FindImmutableRules;
import portolan.language.immutable.ImmutableRuleDetails;
import portolan.language.immutable.Selector;
import portolan.language.list.PageRequest;
import reactor.core.publisher.Mono;

/// Shows the rules by which a project protects tags.
@RestController
@RequestMapping(Lists.ROOT + "/projects/{project}/immutabletagrules")
public final class ImmutableRulesEndpoint {
  private static final Permission LIST = new Permission("immutable-tag", "list");
  private static final FilterKeys KEYS =
      FilterKeys.of()
          .and(FilterKeys.Kind.NUMBER, "id", "project_id")
          .and(FilterKeys.Kind.FLAG, "disabled");

  private final Queries queries;
  private final Projects projects;

  public ImmutableRulesEndpoint(Queries queries, Projects projects) {
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
                    new FindImmutableRules(
                        found.id(),
                        Paging.criteria(parameters, KEYS),
                        Paging.sort(parameters, KEYS),
                        page))),
        page,
        exchange,
        ImmutableRulesEndpoint::json);
  }

  private static Fields json(ImmutableRuleDetails rule) {
    var spec = rule.spec();
    return new Fields()
        .put("id", rule.id().value())
        .filled("priority", spec.priority())
        .filled("disabled", spec.disabled())
        .put("action", "immutable")
        .put("template", "immutable_template")
        .filled("params", Raw.of(spec.params()))
        .list("tag_selectors", List.of(selector(spec.tags(), "matches", "excludes")))
        .put(
            "scope_selectors",
            Map.of(
                "repository",
                List.of(selector(spec.repositories(), "repoMatches", "repoExcludes"))));
  }

  private static Map<String, @Nullable Object> selector(
      Selector selector, String including, String excluding) {
    return new Fields()
        .put("kind", "doublestar")
        .put("decoration", selector.excluding() ? excluding : including)
        .put("pattern", selector.pattern())
        .filled("extras", selector.extras())
        .map();
  }
}
