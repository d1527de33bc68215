package portolan.query.edge.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.api.Flags;
import portolan.edge.api.Projects;
import portolan.edge.api.Required;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.access.Permission;
import portolan.language.access.Sight;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.oci.ProjectName;
import portolan.language.project.FindProject;
import portolan.language.project.FindProjectSettings;
import portolan.language.project.FindProjectSummary;
import portolan.language.project.FindProjects;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows projects: those that the caller sees, and one of them more closely.
@RestController
@RequestMapping(Lists.ROOT + "/projects")
public final class ProjectsEndpoint {
  private static final Permission READ = new Permission("project", "read");
  private static final Permission DELETE = new Permission("project", "delete");
  private static final Permission LIST_SETTINGS = new Permission("metadata", "list");
  private static final Permission READ_SETTING = new Permission("metadata", "read");
  private static final Permission LIST_MEMBERS = new Permission("member", "list");
  private static final Permission READ_QUOTA = new Permission("quota", "read");
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "owner")
          .and(FilterKeys.Kind.NUMBER, "project_id", "owner_id", "registry_id")
          .and(FilterKeys.Kind.FLAG, "public")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Projects projects;
  private final Access access;
  private final Sights sights;

  public ProjectsEndpoint(Queries queries, Projects projects, Access access, Sights sights) {
    this.queries = queries;
    this.projects = projects;
    this.access = access;
    this.sights = sights;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @RequestParam(name = "with_detail", defaultValue = "true") boolean withDetail,
      ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    var criteria = new ArrayList<>(Paging.criteria(parameters, KEYS).all());
    filled(parameters.getFirst("name"))
        .ifPresent(it -> criteria.add(new Criterion.Fuzzy("name", it)));
    filled(parameters.getFirst("owner"))
        .ifPresent(it -> criteria.add(new Criterion.Exact("owner", it)));
    filled(parameters.getFirst("public"))
        .map(it -> Flags.inQuery("public", it, true))
        .ifPresent(it -> criteria.add(new Criterion.Exact("public", it.toString())));
    return Lists.write(
        queries.ask(
            new FindProjects(
                sights.of(caller), new Criteria(criteria), Paging.sort(parameters, KEYS), page)),
        page,
        exchange,
        withDetail ? ProjectJson::full : ProjectJson::brief);
  }

  /// Whether a name is taken.
  @RequestMapping(method = RequestMethod.HEAD)
  Mono<ResponseEntity<Void>> head(Caller caller, @RequestParam(name = "project_name") String name) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    var free = new Refusal.ProjectUnknown(Required.inQuery("project_name", name));
    if (!ProjectName.isValid(name)) {
      return Mono.error(free.asException());
    }
    return queries
        .ask(new ResolveProject(new ProjectName(name)))
        .map(found -> found.orElseThrow(free::asException))
        .map(_ -> ResponseEntity.ok().build());
  }

  @GetMapping("/{project}")
  Mono<Map<String, @Nullable Object>> get(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, READ)
        .flatMap(found -> queries.ask(new FindProject(found.id(), sights.of(caller))))
        .map(found ->
            ProjectJson.full(found.orElseThrow(new Refusal.ProjectUnknown(project)::asException))
                .map());
  }

  @GetMapping("/{project}/summary")
  Mono<Map<String, @Nullable Object>> summary(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects.open(caller, project, isName, READ).flatMap(found -> summary(caller, found));
  }

  private Mono<Map<String, @Nullable Object>> summary(Caller caller, ProjectRef project) {
    return Mono.zip(
            queries.ask(new FindProjectSummary(project.id(), sights.of(caller))),
            access.may(caller, project, LIST_MEMBERS),
            access.may(caller, project, READ_QUOTA))
        .map(all ->
            ProjectJson.summary(
                    all.getT1()
                        .orElseThrow(
                            new Refusal.ProjectUnknown(project.name().value())::asException),
                    all.getT2(),
                    all.getT3())
                .map());
  }

  @GetMapping("/{project}/_deletable")
  Mono<Map<String, @Nullable Object>> deletable(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, DELETE)
        .flatMap(found -> queries.ask(new FindProjectSummary(found.id(), Sight.ALL)))
        .map(summary -> {
          boolean empty = summary.isEmpty() || summary.get().repositories() == 0;
          return empty
              ? new Fields().put("deletable", true).map()
              : new Fields()
                  .put("message", "the project contains repositories, can not be deleted")
                  .map();
        });
  }

  @GetMapping({"/{project}/metadatas", "/{project}/metadatas/"})
  Mono<Map<String, String>> settings(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, LIST_SETTINGS)
        .flatMap(found -> queries.ask(new FindProjectSettings(found.id())));
  }

  @GetMapping("/{project}/metadatas/{key}")
  Mono<Map<String, String>> setting(
      Caller caller,
      @PathVariable String project,
      @PathVariable String key,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return projects
        .open(caller, project, isName, READ_SETTING)
        .flatMap(found -> queries.ask(new FindProjectSettings(found.id())))
        .map(all -> all.containsKey(key) ? Map.of(key, all.getOrDefault(key, "")) : Map.of());
  }

  private static Optional<String> filled(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isEmpty());
  }
}
