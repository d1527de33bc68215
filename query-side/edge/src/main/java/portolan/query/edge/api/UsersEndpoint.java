package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.api.Required;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import portolan.language.user.FindUser;
import portolan.language.user.FindUsers;
import portolan.language.user.UserDetails;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Shows people with an account: to administrators, and everybody to themself. Who is signed in may
/// look up names, to make somebody a member.
@RestController
@RequestMapping(Lists.ROOT + "/users")
public final class UsersEndpoint {
  private static final Permission LIST = new Permission("user", "list");
  private static final Permission READ = new Permission("user", "read");
  private static final FilterKeys KEYS =
      FilterKeys.of("username", "email", "realname", "comment")
          .and(FilterKeys.Kind.NUMBER, "user_id")
          .and(FilterKeys.Kind.FLAG, "sysadmin_flag")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Access access;

  public UsersEndpoint(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String email,
      ServerWebExchange exchange) {
    access.requireSystem(caller, LIST);
    var parameters = exchange.getRequest().getQueryParams();
    var criteria = Paging.criteria(parameters, KEYS);
    criteria =
        username.isEmpty() ? criteria : criteria.with(new Criterion.Fuzzy("username", username));
    criteria = email.isEmpty() ? criteria : criteria.with(new Criterion.Fuzzy("email", email));
    return Lists.write(
        queries.ask(new FindUsers(criteria, Paging.sort(parameters, KEYS), page)),
        page,
        exchange,
        UsersEndpoint::json);
  }

  @GetMapping("/search")
  Mono<List<Map<String, @Nullable Object>>> search(
      Caller caller, PageRequest page, @RequestParam String username, ServerWebExchange exchange) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    var part = Required.inQuery("username", username);
    var criteria = Criteria.of(new Criterion.Fuzzy("username", part));
    return Lists.write(
        queries.ask(new FindUsers(criteria, List.of(), page)),
        page,
        exchange,
        user -> new Fields().put("user_id", user.id().value()).filled("username", user.name()));
  }

  @GetMapping("/{user_id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("user_id") long user) {
    var id = new UserId(Ids.of(user));
    if (!Sights.person(caller).filter(id::equals).isPresent()) {
      access.requireSystem(caller, READ);
    }
    return queries
        .ask(new FindUser(id))
        .map(found -> json(found.orElseThrow(new Refusal.UserUnknown(user)::asException)).map());
  }

  private static Fields json(UserDetails user) {
    return new Fields()
        .put("user_id", user.id().value())
        .filled("username", user.name())
        .filled("email", user.email())
        .filled("realname", user.realName())
        .filled("comment", user.comment())
        .put("sysadmin_flag", user.administrator())
        .put("admin_role_in_auth", user.groupAdministrator())
        .put("creation_time", user.createdAt())
        .put("update_time", user.updatedAt());
  }
}
