package portolan.query.immutable;

import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds the rules of projects.
public final class ImmutableRuleList implements Projection {
  static final Table RULE =
      new Table(
          "immutable_rule",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              bool("disabled"),
              integer("priority"),
              text("repositories"),
              bool("repositories_excluded"),
              text("tags"),
              bool("tags_excluded"),
              time("created_at"),
              time("updated_at"),
              text("repositories_extras"),
              text("tags_extras"),
              text("params")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case ImmutableRuleCreated e -> created(e, recorded, changes);
      case ImmutableRuleChanged e -> changed(e, recorded, changes);
      case ImmutableRuleDeleted e -> changes.remove(RULE, List.of(e.rule().value()));
      default -> {}
    }
  }

  private static void created(ImmutableRuleCreated e, Recorded recorded, Changes changes) {
    var spec = e.spec();
    changes.put(
        RULE,
        e.rule().value(),
        e.project().value(),
        spec.disabled(),
        spec.priority(),
        spec.repositories().pattern(),
        spec.repositories().excluding(),
        spec.tags().pattern(),
        spec.tags().excluding(),
        recorded.at(),
        recorded.at(),
        spec.repositories().extras(),
        spec.tags().extras(),
        spec.params());
  }

  private static void changed(ImmutableRuleChanged e, Recorded recorded, Changes changes) {
    var key = List.<Object>of(e.rule().value());
    var to = e.to();
    changes.set(RULE, key, "disabled", to.disabled());
    changes.set(RULE, key, "priority", to.priority());
    changes.set(RULE, key, "repositories", to.repositories().pattern());
    changes.set(RULE, key, "repositories_excluded", to.repositories().excluding());
    changes.set(RULE, key, "tags", to.tags().pattern());
    changes.set(RULE, key, "tags_excluded", to.tags().excluding());
    changes.set(RULE, key, "updated_at", recorded.at());
    changes.set(RULE, key, "repositories_extras", to.repositories().extras());
    changes.set(RULE, key, "tags_extras", to.tags().extras());
    changes.set(RULE, key, "params", to.params());
  }
}
