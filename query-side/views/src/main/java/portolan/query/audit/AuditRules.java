package portolan.query.audit;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.language.configuration.Setting;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Recorded;
import portolan.query.follow.Changes;
import portolan.query.follow.Table;

/// How administrators have set auditing over time. A rule holds for what comes after it in the log,
/// so that the change itself is always on record.
final class AuditRules {
  static final Table RULE =
      new Table("audit_rule", List.of(bigint("position")), List.of(text("key"), text("value")));
  private static final Set<Setting> RULES =
      EnumSet.of(
          Setting.DISABLED_AUDIT_LOG_EVENT_TYPES,
          Setting.SKIP_AUDIT_LOG_DATABASE,
          Setting.AUDIT_LOG_FORWARD_ENDPOINT);

  /// Where in the log an address for records was set, after there had been none; null while there
  /// is none.
  static final String FORWARDED_SINCE =
      """
      (SELECT min(f.position) FROM audit_rule f WHERE f.key = '%1$s' AND f.value <> ''
        AND f.position > coalesce((SELECT max(e.position) FROM audit_rule e
          WHERE e.key = '%1$s' AND e.value = ''), 0))\
      """
          .formatted(Setting.AUDIT_LOG_FORWARD_ENDPOINT.key());

  /// For a statement that joins [#joined]: whether an operation of a kind that is not switched off
  /// is an audit record. A kind is `OPERATION_TYPE`, such as `pull_artifact`.
  static final String AUDITED =
      "NOT coalesce(kind.name = ANY (string_to_array(replace(off.value, ' ', ''), ',')), false)";

  /// The same: whether records are listed here, and not only sent elsewhere.
  static final String LISTED = "coalesce(skip.value, 'false') <> 'true'";

  private AuditRules() {}

  static void on(Recorded recorded, Changes changes) {
    if (recorded.event() instanceof SettingChanged changed && isRule(changed.key())) {
      changes.put(RULE, recorded.position().index(), changed.key(), changed.to());
    }
  }

  /// Joins the rules that hold at a place of the log.
  ///
  /// @param operation column with the operation
  /// @param type column with the resource's type
  /// @param position column with the place
  static String joined(String operation, String type, String position) {
    return "CROSS JOIN LATERAL (SELECT %s || '_' || %s AS name) kind ".formatted(operation, type)
        + latest("off", Setting.DISABLED_AUDIT_LOG_EVENT_TYPES, position)
        + latest("skip", Setting.SKIP_AUDIT_LOG_DATABASE, position);
  }

  /// A setting changes seldom: to go through all its values takes less time than to look one up.
  private static String latest(String alias, Setting setting, String position) {
    return """
    LEFT JOIN (SELECT r.value, r.position AS since,
        lead(r.position) OVER (ORDER BY r.position) AS until
      FROM audit_rule r WHERE r.key = '%1$s') %2$s
      ON %2$s.since < %3$s AND (%2$s.until IS NULL OR %3$s <= %2$s.until)
    """
        .formatted(setting.key(), alias, position);
  }

  private static boolean isRule(String key) {
    return Setting.of(key).filter(RULES::contains).isPresent();
  }
}
