package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.list.PageRequest;
import portolan.language.project.FindMember;
import portolan.language.project.FindMembers;
import portolan.language.project.MembershipId;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows who belongs to a project.
@RestController
@RequestMapping(Lists.ROOT + "/projects/{project}/members")
public final class MembersEndpoint {
  private static final Permission LIST = new Permission("member", "list");
  private static final Permission READ = new Permission("member", "read");

  private final Queries queries;
  private final Projects projects;

  public MembersEndpoint(Queries queries, Projects projects) {
    this.queries = queries;
    this.projects = projects;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @RequestParam(name = "entityname", defaultValue = "") String name,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      ServerWebExchange exchange) {
    var wanted = Optional.of(name).filter(it -> !it.isEmpty());
    return Lists.write(
        projects
            .open(caller, project, isName, LIST)
            .flatMap(found -> queries.ask(new FindMembers(found.id(), wanted, page))),
        page,
        exchange,
        ProjectJson::member);
  }

  @GetMapping("/{mid}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller,
      @PathVariable String project,
      @PathVariable long mid,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, READ)
        .flatMap(found -> queries.ask(new FindMember(found.id(), membership(mid))))
        .map(found ->
            ProjectJson.member(found.orElseThrow(new Refusal.MemberUnknown(mid)::asException))
                .map());
  }

  /// A 0 counts as if nothing were written.
  private static MembershipId membership(long written) {
    if (written == 0) {
      throw new Refusal.ParameterInvalid("mid", "the member id can not be empty!").asException();
    }
    return new MembershipId(Ids.of(written));
  }
}
