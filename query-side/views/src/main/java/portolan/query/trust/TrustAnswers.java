package portolan.query.trust;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.time;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.FindTrustRule;
import portolan.language.trust.FindTrustRules;
import portolan.language.trust.ResolveWorkload;
import portolan.language.trust.TrustRuleDetails;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;
import portolan.language.trust.WorkloadAccount;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which trust rules there are, and what a workload may do.
public final class TrustAnswers implements Answers {
  private static final String COLUMNS =
      "t.id, t.project_id, t.spec::text AS spec, t.revision, t.created_at, t.updated_at";
  private static final Map<String, Field> FIELDS =
      Map.of(
          "id", Field.number("t.id"),
          "name", Field.text("t.name"),
          "issuer", Field.text("t.issuer"),
          "disabled", Field.flag("t.disabled"));

  private final Database database;

  public TrustAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindTrustRules.class, this::list)
        .on(FindTrustRule.class, this::find)
        .on(ResolveWorkload.class, this::resolve)
        .toMap();
  }

  private Mono<Page<TrustRuleDetails>> list(FindTrustRules query) {
    return new Listing(COLUMNS, Rows.of("trust_rule t", "t.id"), FIELDS)
        .where("t.project_id = ?", query.project().value())
        .where(query.criteria())
        .page(database, query.order(), "t.id", query.page(), TrustAnswers::details);
  }

  private Mono<Optional<TrustRuleDetails>> find(FindTrustRule query) {
    return database.find(
        "SELECT " + COLUMNS + " FROM trust_rule t WHERE t.id = $1",
        TrustAnswers::details,
        query.rule().value());
  }

  private Mono<Optional<WorkloadAccount>> resolve(ResolveWorkload query) {
    return database.find(
        """
        SELECT w.id, w.project_id, w.expires_at, t.spec::text AS spec, n.name,
          p.name AS project_name
        FROM workload w
        JOIN trust_rule t ON t.id = w.rule_id AND t.revision = w.revision AND NOT t.disabled
        JOIN known_name n ON n.kind = 'workload' AND n.id = w.id
        JOIN known_name p ON p.kind = 'project' AND p.id = w.project_id
        WHERE w.id = $1\
        """,
        TrustAnswers::workload,
        query.exchange().value());
  }

  private static WorkloadAccount workload(Readable row) {
    return new WorkloadAccount(
        new ExchangeId(integer(row, "id")),
        "workload$" + text(row, "name"),
        new ProjectId(integer(row, "project_id")),
        new ProjectName(text(row, "project_name")),
        spec(row).access(),
        time(row, "expires_at"));
  }

  private static TrustRuleDetails details(Readable row) {
    return new TrustRuleDetails(
        new TrustRuleId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        spec(row),
        integer(row, "revision"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }

  private static TrustRuleSpec spec(Readable row) {
    return Json.read(text(row, "spec"), new TypeReference<TrustRuleSpec>() {});
  }
}
