package portolan.query.project;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.FindRepositoryGrant;
import portolan.language.project.FindRepositoryGrants;
import portolan.language.project.Member;
import portolan.language.project.ProjectId;
import portolan.language.project.RepositoryGrantDetails;
import portolan.language.project.RepositoryGrantId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers who has a role in some repositories of a project.
public final class RepositoryGrantLists implements Answers {
  private static final String COLUMNS =
      Choices.COLUMNS + ", m.repositories, coalesce(a.name, g.name) AS name";
  private static final String NAMES =
      """
      LEFT JOIN account a ON m.entity_kind = 'USER' AND a.id = m.entity_id
      LEFT JOIN user_group g ON m.entity_kind = 'GROUP' AND g.id = m.entity_id\
      """;
  private static final Rows ROWS =
      Rows.of("repository_grant m", "m.id").joined(Choices.JOINS + " " + NAMES);

  private final Database database;

  public RepositoryGrantLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindRepositoryGrants.class, this::list)
        .on(FindRepositoryGrant.class, this::find)
        .toMap();
  }

  private Mono<Page<RepositoryGrantDetails>> list(FindRepositoryGrants query) {
    return new Listing(COLUMNS, ROWS, Map.of())
        .where("m.project_id = ?", query.project().value())
        .page(database, List.of(), "m.id", query.page(), RepositoryGrantLists::details);
  }

  private Mono<Optional<RepositoryGrantDetails>> find(FindRepositoryGrant query) {
    return new Listing(COLUMNS, ROWS, Map.of())
        .where("m.id = ?", query.grant().value())
        .where("m.project_id = ?", query.project().value())
        .page(database, List.of(), "m.id", PageRequest.ALL, RepositoryGrantLists::details)
        .map(page -> page.items().stream().findFirst());
  }

  private static RepositoryGrantDetails details(Readable row) {
    return new RepositoryGrantDetails(
        new RepositoryGrantId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        new Member(Member.Kind.valueOf(text(row, "entity_kind")), integer(row, "entity_id")),
        textOrNull(row, "name"),
        text(row, "repositories"),
        Choices.of(row),
        textOrNull(row, "role_name"));
  }
}
