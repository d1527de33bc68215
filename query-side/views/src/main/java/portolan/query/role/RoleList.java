package portolan.query.role;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.role.RoleChanged;
import portolan.language.role.RoleCreated;
import portolan.language.role.RoleDeleted;
import portolan.query.Json;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds the roles that administrators made.
public final class RoleList implements Projection {
  static final Table ROLE =
      new Table(
          "custom_role",
          List.of(integer("id")),
          List.of(
              text("name"),
              text("description"),
              text("shown_as"),
              json("permissions"),
              time("created_at"),
              time("updated_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case RoleCreated e ->
          changes.put(
              ROLE,
              e.role().value(),
              e.spec().name(),
              e.spec().description(),
              e.spec().shownAs().name(),
              Json.write(e.spec().permissions()),
              recorded.at(),
              recorded.at());
      case RoleChanged e -> {
        var key = List.<Object>of(e.role().value());
        changes.set(ROLE, key, "description", e.to().description());
        changes.set(ROLE, key, "permissions", Json.write(e.to().permissions()));
        changes.set(ROLE, key, "updated_at", recorded.at());
      }
      case RoleDeleted e -> changes.remove(ROLE, List.of(e.role().value()));
      default -> {}
    }
  }
}
