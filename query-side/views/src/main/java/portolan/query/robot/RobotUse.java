package portolan.query.robot;

import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.visit.VisitsRecorded;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;

/// Holds when and from where each robot called last, read from the visits that an event seals.
/// Addresses stay sealed. Of two calls in one moment the greater address counts, so that the order
/// of groups does not matter.
public final class RobotUse implements Projection {
  private static final Step TIME_ROBOTS =
      new Step(
          "time-robots",
          Step.Moment.AFTER,
          """
          UPDATE robot t SET used_at = latest.at, used_from = latest.address
          FROM (SELECT DISTINCT ON (v.actor_id) v.actor_id, v.at,
                  coalesce(v.address, '') COLLATE "C" AS address
                FROM {rows} JOIN public.visit v ON v.visit_group = u.visit_group
                WHERE v.actor_kind = 'ROBOT' AND v.allowed
                ORDER BY v.actor_id, v.at DESC, 3 DESC) latest
          WHERE t.id = latest.actor_id
            AND (t.used_at IS NULL OR (t.used_at, t.used_from) < (latest.at, latest.address))\
          """,
          List.of(text("visit_group")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    if (recorded.event() instanceof VisitsRecorded visits) {
      changes.step(TIME_ROBOTS, visits.group());
    }
  }
}
