package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.project.ProjectId;
import portolan.language.quota.FindQuotas;
import portolan.language.quota.QuotaDetails;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows how much projects may store, and how much they do. A quota has its project's number.
@RestController
@RequestMapping(Lists.ROOT + "/quotas")
public final class QuotasEndpoint {
  private static final Permission LIST = new Permission("quota", "list");
  private static final Permission READ = new Permission("quota", "read");
  private static final FilterKeys ORDER =
      FilterKeys.of()
          .and(FilterKeys.Kind.NUMBER, "id", "hard.storage", "used.storage")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Access access;

  public QuotasEndpoint(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  /// Only projects have quotas: any other `reference` has none.
  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @RequestParam(defaultValue = "project") String reference,
      @RequestParam(name = "reference_id", defaultValue = "") String referenceId,
      ServerWebExchange exchange) {
    access.requireSystem(caller, LIST);
    var project = number(referenceId);
    boolean none = !reference.equals("project") || project.isEmpty() && !referenceId.isEmpty();
    var order = Paging.sort(exchange.getRequest().getQueryParams(), ORDER);
    Mono<Page<QuotaDetails>> quotas =
        none
            ? Mono.just(new Page<>(List.of(), 0))
            : queries.ask(new FindQuotas(project, order, page));
    return Lists.write(quotas, page, exchange, QuotasEndpoint::json);
  }

  @GetMapping("/{id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("id") long quota) {
    access.requireSystem(caller, READ);
    return queries
        .ask(
            new FindQuotas(Optional.of(new ProjectId(Ids.of(quota))), List.of(), PageRequest.FIRST))
        .map(page ->
            page.items().stream()
                .findFirst()
                .map(found -> json(found).map())
                .orElseThrow(new Refusal.QuotaUnknown(quota)::asException));
  }

  static Map<String, Long> storage(long bytes) {
    return Map.of("storage", bytes);
  }

  private static Optional<ProjectId> number(String text) {
    return text.matches("[0-9]{1,9}")
        ? Optional.of(new ProjectId(Integer.parseInt(text)))
        : Optional.empty();
  }

  private static Fields json(QuotaDetails quota) {
    int id = quota.project().value();
    var owner = quota.ownerName();
    return new Fields()
        .put("id", id)
        .put(
            "ref",
            Map.of(
                "id", id, "name", quota.name().value(), "owner_name", owner == null ? "" : owner))
        .put("hard", storage(quota.hard()))
        .put("used", storage(quota.used()))
        .put("creation_time", quota.createdAt())
        .put("update_time", quota.updatedAt());
  }
}
