package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Required;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Sight;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.project.FindProjects;
import portolan.language.project.FindStatistics;
import portolan.language.project.Statistics;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindRepositories;
import portolan.language.repository.RepositoryDetails;
import reactor.core.publisher.Mono;

/// Finds projects and repositories by a part of their name, and counts what the caller sees.
@RestController
@RequestMapping(Lists.ROOT)
public final class SearchEndpoint {
  /// More than anybody reads; a search for one letter must not carry the whole catalog.
  private static final PageRequest MOST = new PageRequest(1, PageRequest.MAX_SIZE);

  private final Queries queries;
  private final Sights sights;

  public SearchEndpoint(Queries queries, Sights sights) {
    this.queries = queries;
    this.sights = sights;
  }

  @GetMapping("/search")
  Mono<Map<String, @Nullable Object>> search(Caller caller, @RequestParam("q") String text) {
    Sight sight = sights.ofRepositories(caller);
    var criteria = Criteria.of(new Criterion.Fuzzy("name", Required.inQuery("q", text)));
    var order = List.of(SortKey.ascending("name"));
    return Mono.zip(
            queries.ask(new FindProjects(sight, criteria, order, MOST)),
            queries.ask(new FindRepositories(Optional.empty(), sight, criteria, order, MOST)))
        .map(found ->
            new Fields()
                .put(
                    "project",
                    found.getT1().items().stream().map(it -> ProjectJson.found(it).map()).toList())
                .put(
                    "repository",
                    found.getT2().items().stream().map(it -> repository(it).map()).toList())
                .map());
  }

  @GetMapping("/statistics")
  Mono<Map<String, @Nullable Object>> statistics(Caller caller) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    return queries
        .ask(new FindStatistics(sights.ofRepositories(caller)))
        .map(found -> statistics(found, caller.administrator()).map());
  }

  private static Fields statistics(Statistics found, boolean whole) {
    long projects = found.privateProjects() + found.publicProjects();
    long repositories = found.privateRepositories() + found.publicRepositories();
    return new Fields()
        .put("private_project_count", found.privateProjects())
        .put("private_repo_count", found.privateRepositories())
        .put("public_project_count", found.publicProjects())
        .put("public_repo_count", found.publicRepositories())
        .put("total_project_count", whole ? projects : 0)
        .put("total_repo_count", whole ? repositories : 0)
        .put("total_storage_consumption", whole ? found.storage() : 0);
  }

  private static Fields repository(RepositoryDetails repository) {
    return new Fields()
        .put("project_id", repository.project().value())
        .put("project_name", repository.name().project().value())
        .filled("project_public", repository.isPublic())
        .put("repository_name", repository.name().toString())
        .filled("artifact_count", repository.artifacts())
        .filled("pull_count", repository.pulls());
  }
}
