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
import portolan.edge.api.Required;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.group.FindGroup;
import portolan.language.group.FindGroups;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows the groups that are known.
@RestController
@RequestMapping(Lists.ROOT + "/usergroups")
public final class UserGroupsEndpoint {
  private static final Permission LIST = new Permission("user-group", "list");
  private static final Permission READ = new Permission("user-group", "read");

  private final Queries queries;
  private final Access access;

  public UserGroupsEndpoint(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @RequestParam(name = "group_name", defaultValue = "") String name,
      @RequestParam(name = "ldap_group_dn", defaultValue = "") String dn,
      ServerWebExchange exchange) {
    access.requireSystem(caller, LIST);
    return Lists.write(
        queries.ask(new FindGroups(said(name), said(dn), page)),
        page,
        exchange,
        group -> json(group).filled("ldap_group_dn", group.ldapDn()));
  }

  @GetMapping("/search")
  Mono<List<Map<String, @Nullable Object>>> search(
      Caller caller,
      PageRequest page,
      @RequestParam(name = "groupname") String name,
      ServerWebExchange exchange) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    var part = Optional.of(Required.inQuery("groupname", name));
    return Lists.write(
        queries.ask(new FindGroups(part, Optional.empty(), page)),
        page,
        exchange,
        UserGroupsEndpoint::json);
  }

  /// Without its number, which Harbor's answer lacks too.
  @GetMapping("/{group_id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("group_id") long group) {
    access.requireSystem(caller, READ);
    return queries
        .ask(new FindGroup(new GroupId(Ids.of(Ids.ofGroup(group)))))
        .map(found -> found.orElseThrow(new Refusal.GroupUnknown(group)::asException))
        .map(found ->
            new Fields()
                .put("group_name", found.name())
                .put("group_type", found.kind().number())
                .filled("ldap_group_dn", found.ldapDn())
                .map());
  }

  private static Fields json(GroupDetails group) {
    return new Fields()
        .put("id", group.id().value())
        .put("group_name", group.name())
        .put("group_type", group.kind().number());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
