package portolan.query.robot;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.project.ProjectDeleted;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.robot.RobotSpec;
import portolan.query.Json;
import portolan.query.KnownNames;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds robots, by the name that they sign in with, prefix left out.
public final class RobotList implements Projection {
  static final Table ROBOT =
      new Table(
          "robot",
          List.of(integer("id")),
          List.of(
              text("name"),
              integer("project_id"),
              text("description"),
              bigint("duration"),
              bigint("expires_at"),
              bool("disabled"),
              json("grants"),
              text("creator_kind"),
              integer("creator_id"),
              time("created_at"),
              time("updated_at"),
              time("old_secret_until")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case RobotCreated e -> created(e, recorded, changes);
      case RobotChanged e -> changed(e, recorded, changes);
      case RobotSecretRefreshed e ->
          changes.set(ROBOT, List.of(e.robot().value()), "old_secret_until", e.oldSecretUntil());
      case RobotDeleted e -> changes.remove(ROBOT, List.of(e.robot().value()));
      case ProjectDeleted e -> changes.removeAll(ROBOT, "project_id", e.project().value());
      default -> {}
    }
  }

  private static void created(RobotCreated e, Recorded recorded, Changes changes) {
    int id = e.robot().value();
    var name = fullName(e);
    var actor = recorded.envelope().actor();
    changes.put(KnownNames.TABLE, KnownNames.ROBOT, id, name);
    changes.put(
        ROBOT,
        id,
        name,
        e.project() == null ? null : e.project().value(),
        e.spec().description(),
        e.spec().durationDays(),
        e.spec().expiresAt(),
        e.spec().disabled(),
        grants(e.spec()),
        actor.kind().name(),
        actor.id(),
        recorded.at(),
        recorded.at(),
        null);
  }

  private static void changed(RobotChanged e, Recorded recorded, Changes changes) {
    var key = List.<Object>of(e.robot().value());
    changes.set(ROBOT, key, "description", e.to().description());
    changes.set(ROBOT, key, "duration", e.to().durationDays());
    changes.set(ROBOT, key, "expires_at", e.to().expiresAt());
    changes.set(ROBOT, key, "disabled", e.to().disabled());
    changes.set(ROBOT, key, "grants", grants(e.to()));
    changes.set(ROBOT, key, "updated_at", recorded.at());
  }

  /// `name` or `project+name`; a plain robot name never has a plus.
  private static String fullName(RobotCreated e) {
    var project = e.projectName();
    return project == null || e.name().indexOf('+') >= 0
        ? e.name()
        : project.value() + "+" + e.name();
  }

  private static String grants(RobotSpec spec) {
    return Json.write(spec.grants());
  }
}
