package portolan.query.project;

import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.time.Instant;
import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectSettingChanged;
import portolan.query.KnownNames;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds projects, their settings and their members.
public final class ProjectDirectory implements Projection {
  private static final String PUBLIC = "public";

  static final Table PROJECT =
      new Table(
          "project",
          List.of(integer("id")),
          List.of(
              text("name"),
              integer("owner_id"),
              bool("is_public"),
              time("created_at"),
              time("updated_at")));

  static final Table SETTING =
      new Table(
          "project_setting", List.of(integer("project_id"), text("key")), List.of(text("value")));

  static final Table MEMBER =
      new Table(
          "member",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              text("entity_kind"),
              integer("entity_id"),
              text("role"),
              time("created_at"),
              time("updated_at"),
              integer("custom_role")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    var at = recorded.at();
    switch (recorded.event()) {
      case ProjectCreated e -> created(e, at, changes);
      case ProjectSettingChanged e -> changed(e, at, changes);
      case ProjectDeleted e -> deleted(e, changes);
      case MemberAdded e -> added(e, at, changes);
      case MemberRoleChanged e -> {
        var key = List.<Object>of(e.membership().value());
        changes.set(MEMBER, key, "role", e.to().name());
        changes.set(MEMBER, key, "custom_role", Choices.number(e.toCustom()));
        changes.set(MEMBER, key, "updated_at", at);
      }
      case MemberRemoved e -> changes.remove(MEMBER, List.of(e.membership().value()));
      default -> {}
    }
  }

  private static void created(ProjectCreated e, Instant at, Changes changes) {
    int id = e.project().value();
    var isPublic = "true".equals(e.settings().get(PUBLIC));
    changes.put(KnownNames.TABLE, KnownNames.PROJECT, id, e.name().value());
    changes.put(PROJECT, id, e.name().value(), e.owner().value(), isPublic, at, at);
    e.settings().forEach((key, value) -> changes.put(SETTING, id, key, value));
  }

  private static void changed(ProjectSettingChanged e, Instant at, Changes changes) {
    int id = e.project().value();
    var to = e.to();
    if (to == null) {
      changes.remove(SETTING, List.of(id, e.key()));
    } else {
      changes.put(SETTING, id, e.key(), to);
    }
    if (e.key().equals(PUBLIC)) {
      changes.set(PROJECT, List.of(id), "is_public", "true".equals(to));
    }
    changes.set(PROJECT, List.of(id), "updated_at", at);
  }

  private static void deleted(ProjectDeleted e, Changes changes) {
    int id = e.project().value();
    changes.remove(PROJECT, List.of(id));
    changes.removeAll(SETTING, "project_id", id);
    changes.removeAll(MEMBER, "project_id", id);
  }

  private static void added(MemberAdded e, Instant at, Changes changes) {
    changes.put(
        MEMBER,
        e.membership().value(),
        e.project().value(),
        e.member().kind().name(),
        e.member().id(),
        e.role().name(),
        at,
        at,
        Choices.number(e.customRole()));
  }
}
