package portolan.query.repository;

import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.time;
import static portolan.query.Row.truth;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.repository.FindRepositories;
import portolan.language.repository.FindRepository;
import portolan.language.repository.RepositoryDetails;
import portolan.language.repository.RepositoryId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import portolan.query.project.NamePattern;
import portolan.query.project.Visible;
import reactor.core.publisher.Mono;

/// Answers which repositories there are, and how many artifacts a list of each shows.
public final class RepositoryLists implements Answers {
  private static final String COLUMNS =
      """
      r.id, r.project_id, r.name, p.is_public, r.description, r.pull_count, r.created_at, r.updated_at,
      coalesce((SELECT sum(n.total) FROM artifact_total n
        WHERE n.project_id = r.project_id AND n.repository_id = r.id), 0)::bigint AS artifacts\
      """;
  private static final Rows ROWS =
      Rows.of("repository r", "r.id").joined("LEFT JOIN project p ON p.id = r.project_id");
  private static final Map<String, Field> FIELDS =
      Map.of(
          "name", Field.lowerCase("r.name"),
          "project_id", Field.number("r.project_id"),
          "repository_id", Field.number("r.id"),
          "pull_count", Field.number("r.pull_count"),
          "description", Field.text("r.description"),
          "creation_time", Field.time("r.created_at"),
          "update_time", Field.time("r.updated_at"));

  private final Database database;

  public RepositoryLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindRepositories.class, this::list)
        .on(FindRepository.class, this::find)
        .toMap();
  }

  private Mono<Page<RepositoryDetails>> list(FindRepositories query) {
    var listing = new Listing(COLUMNS, ROWS, FIELDS).where(query.criteria());
    query.project().ifPresent(project -> listing.where("r.project_id = ?", project.value()));
    if (!query.patterns().isEmpty()) {
      listing.where(
          NamePattern.fitsAny("r.name", "given.pattern", "unnest(?::text[]) given(pattern)"),
          (Object) query.patterns().toArray(String[]::new));
    } else {
      listing.countedUnless(query.criteria(), totals(query));
    }
    return Visible.repositories(listing, query.sight(), "r.project_id")
        .page(database, query.order(), "r.id DESC", query.page(), RepositoryLists::details);
  }

  private static Listing totals(FindRepositories query) {
    var totals = Listing.totals(Rows.of("repository_total n", "n.project_id"), Map.of());
    query.project().ifPresent(project -> totals.where("n.project_id = ?", project.value()));
    return Visible.repositories(totals, query.sight(), "n.project_id");
  }

  private Mono<Optional<RepositoryDetails>> find(FindRepository query) {
    return new Listing(COLUMNS, ROWS, FIELDS)
        .where("r.name = ?", query.name().toString())
        .page(database, List.of(), "r.id", PageRequest.ALL, RepositoryLists::details)
        .map(page -> page.items().stream().findFirst());
  }

  private static RepositoryDetails details(Readable row) {
    return new RepositoryDetails(
        new RepositoryId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        RepositoryName.of(text(row, "name")),
        truth(row, "is_public"),
        text(row, "description"),
        number(row, "artifacts"),
        number(row, "pull_count"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
