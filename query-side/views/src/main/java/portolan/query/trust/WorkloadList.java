package portolan.query.trust;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.trust.TokenExchanged;
import portolan.query.KnownNames;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds the workloads that exchanged a token, and what they are called: `project+rule#7`.
public final class WorkloadList implements Projection {
  static final Table WORKLOAD =
      new Table(
          "workload",
          List.of(integer("id")),
          List.of(
              integer("rule_id"), integer("revision"), integer("project_id"), time("expires_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    if (recorded.event() instanceof TokenExchanged e) {
      changes.put(
          WORKLOAD,
          e.exchange().value(),
          e.rule().value(),
          e.revision(),
          e.project().value(),
          e.expiresAt());
      changes.put(KnownNames.TABLE, KnownNames.WORKLOAD, e.exchange().value(), name(e));
    }
  }

  private static String name(TokenExchanged e) {
    return e.projectName() + "+" + e.ruleName() + "#" + e.exchange();
  }
}
