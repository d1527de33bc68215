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
import portolan.language.access.Permission;
import portolan.language.list.PageRequest;
import portolan.language.project.FindRepositoryGrant;
import portolan.language.project.FindRepositoryGrants;
import portolan.language.project.RepositoryGrantId;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows who has a role in some repositories of a project.
@RestController
@RequestMapping(Lists.ROOT + "/projects/{project}/repositorygrants")
public final class RepositoryGrantsEndpoint {
  private static final Permission LIST = new Permission("repository-grant", "list");
  private static final Permission READ = new Permission("repository-grant", "read");

  private final Queries queries;
  private final Projects projects;

  public RepositoryGrantsEndpoint(Queries queries, Projects projects) {
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
    return Lists.write(
        projects
            .open(caller, project, isName, LIST)
            .flatMap(found -> queries.ask(new FindRepositoryGrants(found.id(), page))),
        page,
        exchange,
        ProjectJson::grant);
  }

  @GetMapping("/{grant_id}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller,
      @PathVariable String project,
      @PathVariable("grant_id") long id,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, READ)
        .flatMap(found ->
            queries.ask(new FindRepositoryGrant(found.id(), new RepositoryGrantId(Ids.of(id)))))
        .map(found ->
            ProjectJson.grant(
                    found.orElseThrow(new Refusal.RepositoryGrantUnknown(id)::asException))
                .map());
  }
}
