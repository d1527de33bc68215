package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Projects;
import portolan.edge.api.RepositoryPaths;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.access.Sight;
import portolan.language.list.PageRequest;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindRepositories;
import portolan.language.repository.FindRepository;
import portolan.language.repository.RepositoryDetails;
import reactor.core.publisher.Mono;

/// Shows repositories: of a project, or of all projects that the caller sees.
@RestController
@RequestMapping(Lists.ROOT)
public final class RepositoriesEndpoint {
  private static final Permission LIST = new Permission("repository", "list");
  private static final Permission READ = new Permission("repository", "read");
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "description")
          .and(FilterKeys.Kind.NUMBER, "project_id", "repository_id", "pull_count")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Projects projects;
  private final Sights sights;

  public RepositoriesEndpoint(Queries queries, Projects projects, Sights sights) {
    this.queries = queries;
    this.projects = projects;
    this.sights = sights;
  }

  @GetMapping("/repositories")
  Mono<List<Map<String, @Nullable Object>>> all(
      Caller caller, PageRequest page, ServerWebExchange exchange) {
    var query =
        find(
            Optional.empty(),
            sights.ofRepositories(caller),
            page,
            exchange.getRequest().getQueryParams());
    return Lists.write(queries.ask(query), page, exchange, RepositoriesEndpoint::json);
  }

  @GetMapping("/projects/{project}/repositories")
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller, PageRequest page, @PathVariable String project, ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    return Lists.write(
        projects
            .reach(caller, project, LIST)
            .flatMap(found -> queries.ask(find(found, page, parameters))),
        page,
        exchange,
        RepositoriesEndpoint::json);
  }

  @GetMapping("/projects/{project}/repositories/{repository}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller, @PathVariable String project, @PathVariable String repository) {
    var unknown =
        new Refusal.RepositoryUnknown(project + "/" + RepositoryPaths.decoded(repository));
    return projects
        .openRepository(caller, project, repository, READ)
        .flatMap(found ->
            RepositoryPaths.name(found.name().value(), repository)
                .map(name -> queries.ask(new FindRepository(name)))
                .orElse(Mono.just(Optional.empty())))
        .map(found -> json(found.orElseThrow(unknown::asException)).map());
  }

  private static FindRepositories find(
      Projects.Reached reached, PageRequest page, MultiValueMap<String, String> parameters) {
    return new FindRepositories(
        Optional.of(reached.project().id()),
        Sight.ALL,
        reached.repositories().patterns(),
        Paging.criteria(parameters, KEYS),
        Paging.sort(parameters, KEYS),
        page);
  }

  private static FindRepositories find(
      Optional<ProjectId> project,
      Sight sight,
      PageRequest page,
      MultiValueMap<String, String> parameters) {
    return new FindRepositories(
        project, sight, Paging.criteria(parameters, KEYS), Paging.sort(parameters, KEYS), page);
  }

  static Fields json(RepositoryDetails repository) {
    return new Fields()
        .put("id", repository.id().value())
        .put("project_id", repository.project().value())
        .put("name", repository.name().toString())
        .filled("description", repository.description())
        .put("artifact_count", repository.artifacts())
        .put("pull_count", repository.pulls())
        .put("creation_time", repository.createdAt())
        .put("update_time", repository.updatedAt());
  }
}
