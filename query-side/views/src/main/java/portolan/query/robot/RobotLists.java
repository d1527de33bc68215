package portolan.query.robot;

import java.util.Map;
import java.util.function.Function;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.privacy.Vault;
import portolan.language.project.ProjectId;
import portolan.language.robot.FindRobots;
import portolan.language.robot.RobotDetails;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Answers which robots there are.
public final class RobotLists implements Answers {
  private static final String COLUMNS =
      """
      b.id, b.name, b.project_id, b.description, b.duration, b.expires_at, b.disabled,
      b.grants::text AS grants, b.creator_kind, b.creator_id, b.created_at, b.updated_at,
      b.old_secret_until, b.used_at, b.used_from\
      """;
  private static final Map<String, Field> FIELDS =
      Map.of(
          "name", Field.text("b.name"),
          "id", Field.number("b.id"),
          "description", Field.text("b.description"),
          "disable", Field.flag("b.disabled"),
          "disabled", Field.flag("b.disabled"),
          "duration", Field.number("b.duration"),
          "expires_at", Field.number("b.expires_at"),
          "creation_time", Field.time("b.created_at"),
          "update_time", Field.time("b.updated_at"));

  private final Database database;
  private final OpenedUses uses;

  public RobotLists(Database database, Vault vault) {
    this.database = database;
    this.uses = new OpenedUses(vault);
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindRobots.class, this::list).toMap();
  }

  private Mono<Page<RobotDetails>> list(FindRobots query) {
    var listing = new Listing(COLUMNS, Rows.of("robot b", "b.id"), FIELDS).where(query.criteria());
    query
        .project()
        .ifPresentOrElse(
            project -> listing.where("b.project_id = ?", project.value()),
            () -> listing.where("b.project_id IS NULL"));
    int scope = query.project().map(ProjectId::value).orElse(0);
    return listing
        .countedUnless(query.criteria(), Listing.whole("robot", scope))
        .page(database, query.order(), "b.name, b.id", query.page(), RobotAnswers::details)
        .publishOn(Schedulers.boundedElastic())
        .map(page -> new Page<>(page.items().stream().map(uses::opened).toList(), page.total()));
  }
}
