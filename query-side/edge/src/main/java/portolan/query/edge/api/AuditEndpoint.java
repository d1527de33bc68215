package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.audit.AuditedOperation;
import portolan.language.audit.FindOperations;
import portolan.language.list.PageRequest;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Shows what was done, in Harbor's old and new form; with `with_detail=true` also what stood there
/// before, what stands there since, where the caller came from, and everything that administrators
/// have taken out of the lists.
///
/// Who may see the whole trail sees it; others see the projects that they administer.
@RestController
@RequestMapping(Lists.ROOT)
public final class AuditEndpoint {
  private static final Permission LIST = new Permission("audit-log", "list");
  private static final Permission LIST_IN_PROJECT = new Permission("log", "list");
  private static final UserId NOBODY = new UserId(0);
  private static final FilterKeys KEYS =
      FilterKeys.of("username", "resource", "resource_type", "operation")
          .and(FilterKeys.Kind.NUMBER, "id", "project_id")
          .and(FilterKeys.Kind.FLAG, "operation_result")
          .and(FilterKeys.Kind.TIME, "op_time");
  private static final List<String> EVENT_TYPES =
      List.of(
          "create_artifact",
          "delete_artifact",
          "pull_artifact",
          "create_project",
          "delete_project",
          "delete_repository",
          "login_user",
          "logout_user",
          "create_user",
          "delete_user",
          "update_user",
          "create_robot",
          "delete_robot",
          "update_configuration");

  private final Queries queries;
  private final Projects projects;
  private final Access access;

  public AuditEndpoint(Queries queries, Projects projects, Access access) {
    this.queries = queries;
    this.projects = projects;
    this.access = access;
  }

  @GetMapping("/audit-logs")
  Mono<List<Map<String, @Nullable Object>>> old(
      Caller caller, PageRequest page, ServerWebExchange exchange) {
    return all(caller, page, exchange, false, AuditEndpoint::old);
  }

  @GetMapping("/auditlog-exts")
  Mono<List<Map<String, @Nullable Object>>> extended(
      Caller caller,
      PageRequest page,
      @RequestParam(name = "with_detail", defaultValue = "false") boolean withDetail,
      ServerWebExchange exchange) {
    return all(caller, page, exchange, withDetail, extended(withDetail));
  }

  @GetMapping("/auditlog-exts/events")
  Mono<List<Map<String, String>>> types(Caller caller) {
    access.requireSystem(caller, LIST);
    return Mono.just(EVENT_TYPES.stream().map(type -> Map.of("event_type", type)).toList());
  }

  @GetMapping("/projects/{project}/logs")
  Mono<List<Map<String, @Nullable Object>>> oldOfProject(
      Caller caller, PageRequest page, @PathVariable String project, ServerWebExchange exchange) {
    return ofProject(caller, project, page, exchange, false, AuditEndpoint::old);
  }

  @GetMapping("/projects/{project}/auditlog-exts")
  Mono<List<Map<String, @Nullable Object>>> extendedOfProject(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @RequestParam(name = "with_detail", defaultValue = "false") boolean withDetail,
      ServerWebExchange exchange) {
    return ofProject(caller, project, page, exchange, withDetail, extended(withDetail));
  }

  private Mono<List<Map<String, @Nullable Object>>> all(
      Caller caller,
      PageRequest page,
      ServerWebExchange exchange,
      boolean whole,
      Function<AuditedOperation, Fields> json) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    Optional<UserId> only =
        access.maySystem(caller, LIST)
            ? Optional.empty()
            : Optional.of(Sights.person(caller).orElse(NOBODY));
    return Lists.write(
        queries.ask(find(Optional.empty(), only, page, exchange, whole)), page, exchange, json);
  }

  private Mono<List<Map<String, @Nullable Object>>> ofProject(
      Caller caller,
      String project,
      PageRequest page,
      ServerWebExchange exchange,
      boolean whole,
      Function<AuditedOperation, Fields> json) {
    return Lists.write(
        projects
            .open(caller, project, LIST_IN_PROJECT)
            .flatMap(found ->
                queries.ask(
                    find(Optional.of(found.id()), Optional.empty(), page, exchange, whole))),
        page,
        exchange,
        json);
  }

  private static FindOperations find(
      Optional<ProjectId> project,
      Optional<UserId> administeredBy,
      PageRequest page,
      ServerWebExchange exchange,
      boolean whole) {
    var parameters = exchange.getRequest().getQueryParams();
    return new FindOperations(
        project,
        administeredBy,
        Paging.criteria(parameters, KEYS),
        Paging.sort(parameters, KEYS),
        page,
        whole);
  }

  private static Fields old(AuditedOperation operation) {
    return new Fields()
        .put("id", operation.position().index())
        .filled("username", operation.actorName())
        .filled("resource", operation.resource())
        .put("resource_type", operation.resourceType())
        .put("operation", operation.operation())
        .put("op_time", operation.at());
  }

  private static Function<AuditedOperation, Fields> extended(boolean withDetail) {
    return withDetail ? AuditEndpoint::detailed : AuditEndpoint::extended;
  }

  private static Fields extended(AuditedOperation operation) {
    return old(operation)
        .put("operation_description", operation.description())
        .put("operation_result", operation.result());
  }

  private static Fields detailed(AuditedOperation operation) {
    return extended(operation)
        .put("old_value", Raw.of(operation.from()))
        .put("new_value", Raw.of(operation.to()))
        .put("actor", operation.actor().toString())
        .put("authentication", operation.authentication())
        .put("client_address", operation.address())
        .put("user_agent", operation.agent())
        .put("request_id", operation.requestId())
        .put("reason", operation.reason());
  }
}
