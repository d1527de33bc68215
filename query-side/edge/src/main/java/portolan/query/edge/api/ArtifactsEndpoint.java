package portolan.query.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.ListHeaders;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.FindArtifact;
import portolan.language.artifact.FindArtifacts;
import portolan.language.immutable.FindTagRules;
import portolan.language.immutable.TagRules;
import portolan.language.list.PageRequest;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.FindTags;
import reactor.core.publisher.Mono;

/// Shows artifacts with their tags, children and accessories.
@RestController
@RequestMapping(Lists.ROOT + "/projects/{project}")
public final class ArtifactsEndpoint {
  private static final Permission LIST = new Permission("artifact", "list");
  private static final Permission READ = new Permission("artifact", "read");
  private static final Permission LIST_TAGS = new Permission("tag", "list");
  private static final Permission LIST_ACCESSORIES = new Permission("accessory", "list");
  private static final FilterKeys KEYS =
      FilterKeys.of(
              "tags",
              "base",
              "type",
              "media_type",
              "manifest_media_type",
              "artifact_type",
              "repository_name",
              "digest")
          .and(FilterKeys.Kind.NUMBER, "id", "project_id", "repository_id", "size", "labels")
          .and(FilterKeys.Kind.TIME, "push_time", "pull_time");
  private static final FilterKeys TAG_KEYS =
      FilterKeys.of("name")
          .and(FilterKeys.Kind.NUMBER, "id", "artifact_id", "repository_id")
          .and(FilterKeys.Kind.TIME, "push_time", "pull_time");

  private final Queries queries;
  private final Projects projects;
  private final Places places;

  public ArtifactsEndpoint(Queries queries, Projects projects, Places places) {
    this.queries = queries;
    this.projects = projects;
    this.places = places;
  }

  @GetMapping("/artifacts")
  Mono<List<Map<String, @Nullable Object>>> ofProject(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestParam(name = "latest_in_repository", defaultValue = "false") boolean latest,
      ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    var shown = Shown.of(parameters);
    return projects
        .open(caller, project, isName, LIST)
        .flatMap(found ->
            write(
                found.id(),
                find(found.id(), Optional.empty(), page, parameters, latest),
                shown,
                exchange));
  }

  @GetMapping("/repositories/{repository}/artifacts")
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @PathVariable String repository,
      ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    var shown = Shown.of(parameters);
    return repository(caller, project, repository, LIST)
        .flatMap(found ->
            write(
                found.project(),
                find(found.project(), Optional.of(found.id()), page, parameters, false),
                shown,
                exchange));
  }

  @GetMapping("/repositories/{repository}/artifacts/{reference}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller,
      PageRequest ignored,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      ServerWebExchange exchange) {
    var shown = Shown.of(exchange.getRequest().getQueryParams());
    return artifact(caller, project, repository, reference, READ, shown.tags())
        .flatMap(found ->
            rules(found.project(), shown)
                .map(rules -> ArtifactJson.artifact(found, shown, rules).map()));
  }

  @GetMapping("/repositories/{repository}/artifacts/{reference}/tags")
  Mono<List<Map<String, @Nullable Object>>> tags(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      ServerWebExchange exchange) {
    return artifact(caller, project, repository, reference, LIST_TAGS, false)
        .flatMap(found -> tags(found, page, exchange));
  }

  @GetMapping("/repositories/{repository}/artifacts/{reference}/accessories")
  Mono<List<Map<String, @Nullable Object>>> accessories(
      Caller caller,
      PageRequest page,
      @PathVariable String project,
      @PathVariable String repository,
      @PathVariable String reference,
      ServerWebExchange exchange) {
    return artifact(caller, project, repository, reference, LIST_ACCESSORIES, false)
        .map(found -> {
          var all = AccessoryList.of(found.accessories(), exchange.getRequest().getQueryParams());
          ListHeaders.write(exchange, page, all.size());
          return ArtifactJson.accessories(
              found, all.stream().skip(page.offset()).limit(page.limit()).toList());
        });
  }

  private Mono<List<Map<String, @Nullable Object>>> tags(
      ArtifactDetails artifact, PageRequest page, ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    var find =
        new FindTags(
            artifact.repository(),
            artifact.digest(),
            Paging.criteria(parameters, TAG_KEYS),
            Paging.sort(parameters, TAG_KEYS),
            page);
    return rules(artifact.project(), Shown.of(parameters))
        .flatMap(rules ->
            Lists.write(
                queries.ask(find), page, exchange, tag -> ArtifactJson.tag(tag, artifact, rules)));
  }

  private Mono<List<Map<String, @Nullable Object>>> write(
      ProjectId project, FindArtifacts find, Shown shown, ServerWebExchange exchange) {
    return rules(project, shown)
        .flatMap(rules ->
            Lists.write(
                queries.ask(find),
                find.page(),
                exchange,
                artifact -> ArtifactJson.artifact(artifact, shown, rules)));
  }

  private Mono<TagRules> rules(ProjectId project, Shown shown) {
    return shown.immutability() ? queries.ask(new FindTagRules(project)) : Mono.just(TagRules.NONE);
  }

  private Mono<RepositoryRef> repository(
      Caller caller, String project, String repository, Permission permission) {
    return projects
        .openRepository(caller, project, repository, permission)
        .flatMap(found -> places.repository(found, repository));
  }

  private Mono<ArtifactDetails> artifact(
      Caller caller,
      String project,
      String repository,
      String reference,
      Permission permission,
      boolean withTags) {
    return repository(caller, project, repository, permission)
        .flatMap(found -> {
          var unknown = Refusal.ArtifactUnknown.in(found.name(), reference);
          return Places.reference(reference)
              .map(it -> queries.ask(new FindArtifact(found.id(), it, withTags)))
              .orElse(Mono.just(Optional.empty()))
              .map(artifact -> artifact.orElseThrow(unknown::asException));
        });
  }

  private static FindArtifacts find(
      ProjectId project,
      Optional<RepositoryId> repository,
      PageRequest page,
      MultiValueMap<String, String> parameters,
      boolean latest) {
    return new FindArtifacts(
        project,
        repository,
        Paging.criteria(parameters, KEYS),
        Paging.sort(parameters, KEYS),
        page,
        latest);
  }
}
