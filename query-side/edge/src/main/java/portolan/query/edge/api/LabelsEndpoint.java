package portolan.query.edge.api;

import java.util.ArrayList;
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
import portolan.edge.api.Labels;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.label.FindLabels;
import portolan.language.label.LabelDetails;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows labels. Everybody sees the names of those of the registry; one by number only those who
/// may read labels, as Harbor has it.
@RestController
@RequestMapping(Lists.ROOT + "/labels")
public final class LabelsEndpoint {
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "description", "color", "scope")
          .and(FilterKeys.Kind.NUMBER, "id", "project_id")
          .and(FilterKeys.Kind.TIME, "creation_time", "update_time");

  private final Queries queries;
  private final Labels labels;

  public LabelsEndpoint(Queries queries, Labels labels) {
    this.queries = queries;
    this.labels = labels;
  }

  @GetMapping
  Mono<List<Map<String, @Nullable Object>>> list(
      Caller caller,
      PageRequest page,
      @RequestParam(defaultValue = "") String scope,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(name = "project_id", defaultValue = "0") long project,
      ServerWebExchange exchange) {
    var parameters = exchange.getRequest().getQueryParams();
    var criteria = named(Paging.criteria(parameters, KEYS), name);
    var order = Paging.sort(parameters, KEYS);
    return Lists.write(
        home(caller, scope, project)
            .flatMap(home -> queries.ask(new FindLabels(home, criteria, order, page))),
        page,
        exchange,
        LabelsEndpoint::json);
  }

  @GetMapping("/{label_id}")
  Mono<Map<String, @Nullable Object>> get(Caller caller, @PathVariable("label_id") long label) {
    return labels.open(caller, label, "read").map(found -> json(found).map());
  }

  private Mono<Optional<ProjectId>> home(Caller caller, String scope, long project) {
    return switch (scope) {
      case "g" -> Mono.just(Optional.empty());
      case "p" -> labels.admit(caller, Optional.of(said(project)), "list");
      default ->
          throw new Refusal.ParameterInvalid("scope", "invalid scope: " + scope).asException();
    };
  }

  private static long said(long project) {
    if (project == 0) {
      throw new Refusal.ParameterInvalid(
              "project_id", "must with project ID when to query project labels")
          .asException();
    }
    return project;
  }

  /// The parameter wins over a criterion of the same name.
  private static Criteria named(Criteria criteria, String name) {
    if (name.isEmpty()) {
      return criteria;
    }
    var all = new ArrayList<Criterion>();
    criteria.all().stream().filter(it -> !it.key().equals("name")).forEach(all::add);
    all.add(new Criterion.Fuzzy("name", name));
    return new Criteria(all);
  }

  static Fields json(LabelDetails label) {
    var project = label.project();
    return new Fields()
        .put("id", label.id().value())
        .put("name", label.spec().name())
        .filled("description", label.spec().description())
        .filled("color", label.spec().color())
        .put("scope", project == null ? "g" : "p")
        .filled("project_id", project == null ? 0 : project.value())
        .put("creation_time", label.createdAt())
        .put("update_time", label.updatedAt());
  }
}
