package portolan.query.project;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds who has a role in some repositories of a project.
public final class RepositoryGrantList implements Projection {
  static final Table GRANT =
      new Table(
          "repository_grant",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              text("entity_kind"),
              integer("entity_id"),
              text("repositories"),
              text("role"),
              integer("custom_role"),
              time("created_at"),
              time("updated_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case RepositoriesGranted e ->
          changes.put(
              GRANT,
              e.grant().value(),
              e.project().value(),
              e.member().kind().name(),
              e.member().id(),
              e.repositories(),
              e.role().shown().name(),
              Choices.number(e.role().custom()),
              recorded.at(),
              recorded.at());
      case RepositoryGrantChanged e -> {
        var key = List.<Object>of(e.grant().value());
        changes.set(GRANT, key, "role", e.to().shown().name());
        changes.set(GRANT, key, "custom_role", Choices.number(e.to().custom()));
        changes.set(GRANT, key, "updated_at", recorded.at());
      }
      case RepositoryGrantWithdrawn e -> changes.remove(GRANT, List.of(e.grant().value()));
      default -> {}
    }
  }
}
