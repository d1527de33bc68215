package portolan.query.tag;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.time;
import static portolan.query.Row.timeOrNull;

import java.util.Map;
import java.util.function.Function;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.TagName;
import portolan.language.tag.FindTags;
import portolan.language.tag.TagDetails;
import portolan.language.tag.TagId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which tags an artifact has.
public final class TagLists implements Answers {
  private static final Map<String, Field> FIELDS =
      Map.of(
          "name", Field.text("t.name"),
          "id", Field.number("t.id"),
          "artifact_id",
              Field.number(
                  "(SELECT g.id FROM artifact g WHERE g.repository_id = t.repository_id"
                      + " AND g.digest = t.digest)"),
          "repository_id", Field.number("t.repository_id"),
          "push_time", Field.time("t.pushed_at"),
          "pull_time", Field.time("coalesce(t.pulled_at, '-infinity')"));

  private static final String COLUMNS = "t.id, t.name, t.pushed_at, t.pulled_at";

  /// An artifact knows how many tags it has.
  private static final Rows TOTALS =
      Rows.of(
          "(SELECT repository_id, digest, tag_count AS total FROM artifact) t", "t.repository_id");

  private final Database database;

  public TagLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindTags.class, this::list).toMap();
  }

  private Mono<Page<TagDetails>> list(FindTags query) {
    return of(query, new Listing(COLUMNS, Rows.of("tag t", "t.repository_id", "t.name"), FIELDS))
        .where(query.criteria())
        .countedUnless(query.criteria(), of(query, Listing.totals(TOTALS, Map.of())))
        .page(
            database,
            query.order(),
            "t.id DESC, t.name",
            query.page(),
            row ->
                new TagDetails(
                    new TagId(integer(row, "id")),
                    new TagName(text(row, "name")),
                    time(row, "pushed_at"),
                    timeOrNull(row, "pulled_at")));
  }

  private static Listing of(FindTags query, Listing listing) {
    return listing
        .where("t.repository_id = ?", query.repository().value())
        .where("t.digest = ?", query.artifact().value());
  }
}
