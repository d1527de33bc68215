package portolan.query.audit;

import java.util.Map;
import java.util.Set;
import portolan.language.audit.FindOperations;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.SortKey;
import portolan.language.project.ProjectId;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;

/// Which records of the audit trail are listed, and how many that are.
final class RecordListing {
  /// Harbor's prefix of robot names.
  private static final String ROBOT_PREFIX = "robot$";

  private static final String ACTOR =
      """
      CASE a.actor_kind WHEN 'USER' THEN u.name WHEN 'ROBOT' THEN '%s' || b.name
        WHEN 'WORKLOAD' THEN 'workload$' || b.name
        WHEN 'ANONYMOUS' THEN 'anonymous' ELSE 'system' END\
      """
          .formatted(ROBOT_PREFIX);

  /// The same from the other end: everybody with their name.
  private static final String ACTORS =
      """
      SELECT k.kind, k.id FROM (
        SELECT 'USER' AS kind, id, name FROM account
        UNION ALL SELECT 'ROBOT', id, '%s' || name FROM known_name WHERE kind = 'robot'
        UNION ALL SELECT 'WORKLOAD', id, 'workload$' || name FROM known_name WHERE kind = 'workload'
        UNION ALL VALUES ('ANONYMOUS', 0, 'anonymous'), ('SYSTEM', 0, 'system')) k\
      """
          .formatted(ROBOT_PREFIX);

  private static final String WHO = "username";
  private static final String RESOURCE =
      "CASE a.resource_type WHEN 'user' THEN coalesce(w.name, '') ELSE a.resource END";
  static final String COLUMNS =
      """
      a.position, a.at, a.actor_kind, a.actor_id, %s AS actor_name, a.authentication, a.operation,
      a.resource_type, %s AS resource, a.described, a.log_position, a.project_id, a.old_value::text AS old_value,
      a.new_value::text AS new_value, a.result, a.request_id, a.reason, a.address, a.agent\
      """
          .formatted(ACTOR, RESOURCE);
  static final String JOINS =
      """
      LEFT JOIN account u ON a.actor_kind = 'USER' AND u.id = a.actor_id
      LEFT JOIN known_name b ON a.actor_kind IN ('ROBOT', 'WORKLOAD')
        AND b.kind = lower(a.actor_kind) AND b.id = a.actor_id
      LEFT JOIN account w ON a.resource_type = 'user' AND w.id = a.resource_id\
      """;
  private static final Rows ROWS = Rows.of("audit a", "a.position").joined(JOINS);

  /// Project 0 stands for all together.
  private static final Rows TOTALS = Rows.of("audit_total a", "a.project_id");

  private static final int ALL = 0;
  private static final Map<String, Field> TOTAL_FIELDS =
      Map.of(
          "operation", Field.text("a.operation"),
          "resource_type", Field.text("a.resource_type"),
          "operation_result", Field.flag("a.result"));
  private static final Set<String> OWN_ORDER = Set.of("op_time", "id");
  private static final String ADMINISTERED =
      """
      SELECT m.project_id FROM member m
      WHERE m.entity_kind = 'USER' AND m.entity_id = ? AND m.role = 'PROJECT_ADMIN'
      UNION
      SELECT m.project_id FROM member m JOIN user_group g ON g.id = m.entity_id
        JOIN account p ON p.id = ? AND p.groups @> to_jsonb(g.id)
      WHERE m.entity_kind = 'GROUP' AND m.role = 'PROJECT_ADMIN'\
      """;
  private static final Map<String, Field> FIELDS =
      Map.of(
          "id",
          Field.number("a.position"),
          "op_time",
          Field.time("a.at"),
          "operation",
          Field.text("a.operation"),
          "resource_type",
          Field.text("a.resource_type"),
          "resource",
          Field.text("(" + RESOURCE + ")"),
          WHO,
          Field.text("(" + ACTOR + ")"),
          "operation_result",
          Field.flag("a.result"),
          "project_id",
          Field.number("a.project_id"));

  private RecordListing() {}

  static Listing of(FindOperations query) {
    var listing = narrowed(new Listing(COLUMNS, ROWS, FIELDS), query);
    query.project().ifPresent(project -> listing.where("a.project_id = ?", project.value()));
    if (query.criteria().all().stream().allMatch(it -> TOTAL_FIELDS.containsKey(it.key()))) {
      var totals = narrowed(Listing.totals(TOTALS, TOTAL_FIELDS), query);
      if (query.administeredBy().isEmpty()) {
        totals.where("a.project_id = ?", query.project().map(ProjectId::value).orElse(ALL));
      }
      listing.counted(totals);
    }
    return listing;
  }

  /// To what was asked for, but for the project.
  private static Listing narrowed(Listing listing, FindOperations query) {
    query.criteria().all().forEach(criterion -> narrow(listing, criterion));
    if (!query.whole()) {
      listing.where("a.listed");
    }
    query.administeredBy().ifPresent(user -> administered(listing, query, user.value()));
    return listing;
  }

  /// Who it was is found out first, and then what they did.
  private static void narrow(Listing listing, Criterion criterion) {
    if (criterion.key().equals(WHO)) {
      listing.whereIn("(a.actor_kind, a.actor_id)", ACTORS, Field.text("k.name"), criterion);
    } else {
      listing.where(Criteria.of(criterion));
    }
  }

  /// In the order of time, the newest of each project are all that a page can have. What somebody
  /// did is less, and has an index of its own.
  private static void administered(Listing listing, FindOperations query, int user) {
    boolean inTime = OWN_ORDER.containsAll(query.order().stream().map(SortKey::key).toList());
    if (inTime && query.criteria().on(WHO).isEmpty()) {
      listing.each("a.project_id", ADMINISTERED, user, user);
    } else {
      listing.where("a.project_id IN (" + ADMINISTERED + ")", user, user);
    }
  }
}
