package portolan.query.label;

import static portolan.query.Row.integer;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.text;
import static portolan.query.Row.time;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.label.FindLabel;
import portolan.language.label.FindLabels;
import portolan.language.label.LabelDetails;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.ProjectId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which labels there are.
public final class LabelLists implements Answers {
  private static final String COLUMNS =
      "l.id, l.project_id, l.name, l.description, l.color, l.created_at, l.updated_at";
  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", Field.number("l.id"),
          "name", Field.text("l.name"),
          "description", Field.text("l.description"),
          "color", Field.text("l.color"),
          "scope", Field.text("(CASE WHEN l.project_id IS NULL THEN 'g' ELSE 'p' END)"),
          "project_id", Field.number("coalesce(l.project_id, 0)"),
          "creation_time", Field.time("l.created_at"),
          "update_time", Field.time("l.updated_at"));

  private final Database database;

  public LabelLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindLabels.class, this::list).on(FindLabel.class, this::find).toMap();
  }

  private Mono<Page<LabelDetails>> list(FindLabels query) {
    var listing = new Listing(COLUMNS, Rows.of("label l", "l.id"), FIELDS).where(query.criteria());
    query
        .project()
        .ifPresentOrElse(
            project -> listing.where("l.project_id = ?", project.value()),
            () -> listing.where("l.project_id IS NULL"));
    int scope = query.project().map(ProjectId::value).orElse(0);
    return listing
        .countedUnless(query.criteria(), Listing.whole("label", scope))
        .page(database, query.order(), "l.id", query.page(), LabelLists::details);
  }

  private Mono<Optional<LabelDetails>> find(FindLabel query) {
    return database.find(
        "SELECT " + COLUMNS + " FROM label l WHERE l.id = $1",
        LabelLists::details,
        query.label().value());
  }

  private static LabelDetails details(Readable row) {
    var project = integerOrNull(row, "project_id");
    return new LabelDetails(
        new LabelId(integer(row, "id")),
        project == null ? null : new ProjectId(project),
        new LabelSpec(text(row, "name"), text(row, "description"), text(row, "color")),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
