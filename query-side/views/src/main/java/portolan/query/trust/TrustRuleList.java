package portolan.query.trust;

import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.trust.TrustRuleChanged;
import portolan.language.trust.TrustRuleCreated;
import portolan.language.trust.TrustRuleDeleted;
import portolan.query.Json;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds the trust rules of projects.
public final class TrustRuleList implements Projection {
  static final Table RULE =
      new Table(
          "trust_rule",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              text("name"),
              text("issuer"),
              bool("disabled"),
              json("spec"),
              integer("revision"),
              time("created_at"),
              time("updated_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case TrustRuleCreated e -> created(e, recorded, changes);
      case TrustRuleChanged e -> changed(e, recorded, changes);
      case TrustRuleDeleted e -> changes.remove(RULE, List.of(e.rule().value()));
      default -> {}
    }
  }

  private static void created(TrustRuleCreated e, Recorded recorded, Changes changes) {
    changes.put(
        RULE,
        e.rule().value(),
        e.project().value(),
        e.spec().name(),
        e.spec().issuer(),
        e.spec().disabled(),
        Json.write(e.spec()),
        1,
        recorded.at(),
        recorded.at());
  }

  private static void changed(TrustRuleChanged e, Recorded recorded, Changes changes) {
    var key = List.<Object>of(e.rule().value());
    changes.set(RULE, key, "issuer", e.to().issuer());
    changes.set(RULE, key, "disabled", e.to().disabled());
    changes.set(RULE, key, "spec", Json.write(e.to()));
    changes.set(RULE, key, "updated_at", recorded.at());
    changes.add(RULE, key, "revision", 1);
  }
}
