package portolan.query.quota;

import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.function.Function;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.quota.FindQuotas;
import portolan.language.quota.QuotaDetails;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers how much projects may store, and how much they do.
public final class QuotaLists implements Answers {
  private static final String COLUMNS =
      "q.project_id, p.name, o.name AS owner_name, q.hard, q.used, q.created_at, q.updated_at";
  private static final Rows ROWS =
      Rows.of("quota q", "q.project_id")
          .joined(
              "LEFT JOIN project p ON p.id = q.project_id LEFT JOIN account o ON o.id ="
                  + " p.owner_id");
  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", Field.number("q.project_id"),
          "hard.storage", Field.number("q.hard"),
          "used.storage", Field.number("q.used"),
          "creation_time", Field.time("q.created_at"),
          "update_time", Field.time("q.updated_at"));

  private final Database database;

  public QuotaLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindQuotas.class, this::list).toMap();
  }

  private Mono<Page<QuotaDetails>> list(FindQuotas query) {
    var listing = new Listing(COLUMNS, ROWS, FIELDS);
    query.project().ifPresent(project -> listing.where("q.project_id = ?", project.value()));
    return listing.page(
        database, query.order(), "q.project_id DESC", query.page(), QuotaLists::details);
  }

  private static QuotaDetails details(Readable row) {
    return new QuotaDetails(
        new ProjectId(integer(row, "project_id")),
        new ProjectName(text(row, "name")),
        textOrNull(row, "owner_name"),
        number(row, "hard"),
        number(row, "used"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
