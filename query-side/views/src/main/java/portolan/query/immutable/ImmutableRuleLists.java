package portolan.query.immutable;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.truth;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.immutable.FindImmutableRule;
import portolan.language.immutable.FindImmutableRules;
import portolan.language.immutable.FindTagRules;
import portolan.language.immutable.ImmutableRuleDetails;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.immutable.TagRules;
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

/// Answers which rules projects have.
public final class ImmutableRuleLists implements Answers {
  private static final String COLUMNS =
      """
      i.id, i.project_id, i.disabled, i.priority, i.repositories, i.repositories_excluded, i.tags,
      i.tags_excluded, i.repositories_extras, i.tags_extras, i.params\
      """;
  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", Field.number("i.id"),
          "project_id", Field.number("i.project_id"),
          "disabled", Field.flag("i.disabled"));

  private final Database database;

  public ImmutableRuleLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindImmutableRules.class, this::list)
        .on(FindImmutableRule.class, this::find)
        .on(FindTagRules.class, this::rules)
        .toMap();
  }

  private Mono<Page<ImmutableRuleDetails>> list(FindImmutableRules query) {
    int project = query.project().value();
    return new Listing(COLUMNS, Rows.of("immutable_rule i", "i.id"), FIELDS)
        .where("i.project_id = ?", project)
        .where(query.criteria())
        .countedUnless(query.criteria(), Listing.whole("immutable_rule", project))
        .page(database, query.order(), "i.id", query.page(), ImmutableRuleLists::details);
  }

  private Mono<Optional<ImmutableRuleDetails>> find(FindImmutableRule query) {
    return database.find(
        "SELECT " + COLUMNS + " FROM immutable_rule i WHERE i.id = $1",
        ImmutableRuleLists::details,
        query.rule().value());
  }

  private Mono<TagRules> rules(FindTagRules query) {
    return database
        .list(
            "SELECT " + COLUMNS + " FROM immutable_rule i WHERE i.project_id = $1",
            ImmutableRuleLists::spec,
            query.project().value())
        .map(TagRules::new);
  }

  private static ImmutableRuleDetails details(Readable row) {
    return new ImmutableRuleDetails(
        new ImmutableRuleId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        spec(row));
  }

  private static ImmutableRuleSpec spec(Readable row) {
    return new ImmutableRuleSpec(
        truth(row, "disabled"),
        integer(row, "priority"),
        selector(row, "repositories"),
        selector(row, "tags"),
        textOrNull(row, "params"));
  }

  private static Selector selector(Readable row, String what) {
    return new Selector(
        truth(row, what + "_excluded"), text(row, what), textOrNull(row, what + "_extras"));
  }
}
