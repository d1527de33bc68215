package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.CustomRoleId;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import portolan.language.role.FindRole;
import portolan.language.role.FindRoles;
import portolan.language.role.RoleDetails;
import reactor.core.publisher.Mono;

/// Shows the roles that administrators made, to everybody who has signed in: whoever gives a role
/// must know what it gives.
@RestController
@RequestMapping(Lists.ROOT + "/roles")
public final class RolesEndpoint {
  private static final FilterKeys KEYS = FilterKeys.of("name").and(FilterKeys.Kind.NUMBER, "id");

  private final Queries queries;

  public RolesEndpoint(Queries queries) {
    this.queries = queries;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller, PageRequest page, ServerWebExchange exchange) {
    requireSignIn(caller);
    var parameters = exchange.getRequest().getQueryParams();
    return Lists.write(
        queries.ask(
            new FindRoles(Paging.criteria(parameters, KEYS), Paging.sort(parameters, KEYS), page)),
        page,
        exchange,
        RolesEndpoint::json);
  }

  @GetMapping("/{role_id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("role_id") long id) {
    requireSignIn(caller);
    return queries
        .ask(new FindRole(new CustomRoleId(Ids.of(id))))
        .map(found -> json(found.orElseThrow(new Refusal.RoleUnknown(id)::asException)).map());
  }

  private static void requireSignIn(Caller caller) {
    if (caller.anonymous()) {
      throw new Refusal.SignInNeeded().asException();
    }
  }

  private static Fields json(RoleDetails role) {
    var spec = role.spec();
    return new Fields()
        .put("id", role.id().value())
        .put("name", spec.name())
        .put("description", spec.description())
        .put("shown_as_role_id", spec.shownAs().id())
        .put("shown_as_role_name", spec.shownAs().wireName())
        .put("permissions", PermissionJson.list(spec.permissions()))
        .put("creation_time", role.createdAt())
        .put("update_time", role.updatedAt());
  }
}
