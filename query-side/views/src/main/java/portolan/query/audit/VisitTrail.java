package portolan.query.audit;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.visit.VisitsRecorded;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;

/// Shows visits in the audit trail, and counts pulls. The visits themselves are no events: they are
/// read from their log by the name of the group that an event seals. Their numbers are told apart
/// from positions in the event log by their sign.
public final class VisitTrail implements Projection {
  private static final Step RECORD =
      new Step(
          "record-visits",
          Step.Moment.AFTER,
          """
          INSERT INTO audit (position, at, actor_kind, actor_id, authentication, operation,
            resource_type, resource, described, resource_id, project_id, new_value, result,
            request_id, address, agent, log_position, audited, listed)
          SELECT -v.id, v.at, v.actor_kind, v.actor_id, v.authentication, v.operation,
            v.resource_type, coalesce(n.name, '') || v.resource, n.name || '@' || v.digest,
            v.resource_id, v.project_id,
            nullif(jsonb_strip_nulls(jsonb_build_object('name', v.claimed, 'digest', v.digest,
              'times', nullif(v.times, 1))), '{}'::jsonb),
            v.allowed, v.request_id, v.address, v.agent, u.position, %1$s, %1$s AND %2$s
          FROM {rows} JOIN public.visit v ON v.visit_group = u.visit_group AND v.shown
          LEFT JOIN known_name n ON n.kind = 'repository' AND n.id = v.repository_id
          %3$s
          ON CONFLICT DO NOTHING\
          """
              .formatted(
                  AuditRules.AUDITED,
                  AuditRules.LISTED,
                  AuditRules.joined("v.operation", "v.resource_type", "u.position")),
          List.of(text("visit_group"), bigint("position")));

  private static final Step COUNT_PULLS =
      step(
          "count-pulls",
          """
          UPDATE repository t SET pull_count = t.pull_count + pulls.times
          FROM (SELECT v.repository_id, sum(v.times)::bigint AS times
                FROM {rows} JOIN public.visit v ON v.visit_group = u.visit_group
                WHERE v.operation = 'pull' AND v.allowed AND v.counted GROUP BY v.repository_id) pulls
          WHERE t.id = pulls.repository_id\
          """);

  /// Pulling what an index lists is pulling the index too.
  private static final Step TIME_PULLS =
      step(
          "time-pulls",
          """
          WITH pulled AS (
            SELECT v.repository_id, v.digest, max(v.at) AS at
            FROM {rows} JOIN public.visit v ON v.visit_group = u.visit_group
            WHERE v.operation = 'pull' AND v.allowed AND v.timed GROUP BY v.repository_id, v.digest),
          touched AS (
            SELECT repository_id, digest, at FROM pulled
            UNION ALL
            SELECT a.repository_id, a.digest, p.at FROM pulled p
            JOIN artifact_child c ON c.repository_id = p.repository_id AND c.digest = p.digest
            JOIN artifact a ON a.repository_id = c.repository_id AND a.id = c.artifact_id)
          UPDATE artifact t SET pulled_at = greatest(t.pulled_at, latest.at)
          FROM (SELECT repository_id, digest, max(at) AS at FROM touched
                GROUP BY repository_id, digest) latest
          WHERE t.repository_id = latest.repository_id AND t.digest = latest.digest\
          """);

  /// A tag that went and came again is another one.
  private static final Step TIME_TAGS =
      step(
          "time-tags",
          """
          UPDATE tag t SET pulled_at = greatest(t.pulled_at, pulled.at)
          FROM (SELECT v.repository_id, v.resource, max(v.at) AS at
                FROM {rows} JOIN public.visit v ON v.visit_group = u.visit_group
                WHERE v.operation = 'pull' AND v.allowed AND v.timed AND v.resource LIKE ':%'
                GROUP BY v.repository_id, v.resource) pulled
          WHERE t.repository_id = pulled.repository_id AND t.name = substring(pulled.resource from 2)
            AND pulled.at >= (
              SELECT min(h.valid_from) FROM tag_history h
              WHERE h.repository_id = t.repository_id AND h.name = t.name AND h.id = t.id)\
          """);

  @Override
  public void on(Recorded recorded, Changes changes) {
    if (recorded.event() instanceof VisitsRecorded visits) {
      changes.step(RECORD, visits.group(), recorded.position().index());
      changes.step(COUNT_PULLS, visits.group());
      changes.step(TIME_PULLS, visits.group());
      changes.step(TIME_TAGS, visits.group());
    }
  }

  private static Step step(String name, String sql) {
    return new Step(name, Step.Moment.AFTER, sql, List.of(text("visit_group")));
  }
}
