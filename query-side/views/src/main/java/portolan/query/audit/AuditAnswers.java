package portolan.query.audit;

import static portolan.query.Row.integer;
import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;
import static portolan.query.Row.truth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.audit.AuditRecords;
import portolan.language.audit.AuditedOperation;
import portolan.language.audit.FindOperations;
import portolan.language.audit.FindRecordsAfter;
import portolan.language.event.Position;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.project.ProjectId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Answers what was done. What is sealed is opened for the page alone, on a thread that may wait
/// for a key.
public final class AuditAnswers implements Answers {
  private final Database database;
  private final Vault vault;

  public AuditAnswers(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindOperations.class, this::list)
        .on(FindRecordsAfter.class, this::after)
        .toMap();
  }

  /// One more than asked for is read: where it belongs to the same event as the last, which visits
  /// of one group do, that event is left for the next time.
  private Mono<AuditRecords> after(FindRecordsAfter query) {
    return database
        .list(
            """
            SELECT %s FROM audit a %s WHERE a.log_position > $1 AND a.log_position > %s AND a.audited
            ORDER BY a.log_position, a.position DESC LIMIT $2\
            """
                .formatted(RecordListing.COLUMNS, RecordListing.JOINS, AuditRules.FORWARDED_SINCE),
            row -> new Placed(number(row, "log_position"), operation(row)),
            query.after().index(),
            query.most() + 1)
        .map(rows -> complete(rows, query))
        .publishOn(Schedulers.boundedElastic());
  }

  private record Placed(long logPosition, AuditedOperation operation) {}

  private static AuditRecords complete(List<Placed> rows, FindRecordsAfter query) {
    long cut = rows.size() > query.most() ? rows.getLast().logPosition : Long.MAX_VALUE;
    var whole = rows.stream().filter(row -> row.logPosition < cut).toList();
    var taken = whole.isEmpty() ? rows : whole;
    return new AuditRecords(
        taken.stream().map(Placed::operation).toList(),
        taken.isEmpty() ? query.after() : new Position(taken.getLast().logPosition));
  }

  private Mono<Page<AuditedOperation>> list(FindOperations query) {
    return RecordListing.of(query)
        .page(database, query.order(), ties(query), query.page(), AuditAnswers::operation)
        .publishOn(Schedulers.boundedElastic())
        .map(page -> new Page<>(page.items().stream().map(this::opened).toList(), page.total()));
  }

  /// The newest first, unless asked otherwise. What happened in one moment stays in the order in
  /// which it happened.
  private static String ties(FindOperations query) {
    boolean upwards = query.order().stream().anyMatch(key -> !key.descending());
    return upwards ? "a.at, a.position" : "a.at DESC, a.position DESC";
  }

  private AuditedOperation opened(AuditedOperation it) {
    boolean person =
        it.resourceType().equals("user") || it.resourceType().equals(Resource.WORKLOAD);
    return new AuditedOperation(
        it.position(),
        it.at(),
        it.actor(),
        it.actorName(),
        it.authentication(),
        it.operation(),
        it.resourceType(),
        it.resource(),
        it.described(),
        it.project(),
        person ? openedValues(it.from()) : it.from(),
        person ? openedValues(it.to()) : it.to(),
        it.result(),
        it.requestId(),
        it.reason(),
        opened(it.address()),
        opened(it.agent()));
  }

  private @Nullable String opened(@Nullable String sealed) {
    return sealed == null ? null : vault.open(Sealed.parse(sealed)).orElse(null);
  }

  /// Texts with a seal, as a profile has them; other values stay.
  private @Nullable String openedValues(@Nullable String json) {
    if (json == null) {
      return null;
    }
    var values =
        new LinkedHashMap<String, @Nullable Object>(
            Json.read(json, new TypeReference<Map<String, @Nullable Object>>() {}));
    values.replaceAll((key, value) ->
        value instanceof String text && text.indexOf('|') > 0 ? opened(text) : value);
    return Json.write(values);
  }

  private static AuditedOperation operation(Readable row) {
    var project = integerOrNull(row, "project_id");
    return new AuditedOperation(
        new Position(number(row, "position")),
        time(row, "at"),
        new Actor(ActorKind.valueOf(text(row, "actor_kind")), integer(row, "actor_id")),
        textOrNull(row, "actor_name"),
        text(row, "authentication"),
        text(row, "operation"),
        text(row, "resource_type"),
        text(row, "resource"),
        Objects.requireNonNullElse(textOrNull(row, "described"), text(row, "resource")),
        project == null ? null : new ProjectId(project),
        textOrNull(row, "old_value"),
        textOrNull(row, "new_value"),
        truth(row, "result"),
        text(row, "request_id"),
        textOrNull(row, "reason"),
        textOrNull(row, "address"),
        textOrNull(row, "agent"));
  }
}
