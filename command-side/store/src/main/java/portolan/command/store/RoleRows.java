package portolan.command.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.role.RoleRegister;
import portolan.command.role.RoleRegister.Seat;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.project.ProjectId;
import portolan.language.role.RoleSpec;

/// Custom roles, and who has them, in rows.
public final class RoleRows implements RoleRegister {
  private final CommandDatabase database;

  public RoleRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(CustomRoleId role, RoleSpec spec) {
    return database.change(
            """
            INSERT INTO custom_role_row (id, name, shown_as) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            role.value(),
            spec.name(),
            spec.shownAs().name())
        == 1;
  }

  @Override
  public Optional<Role> hold(CustomRoleId role) {
    return database.first(
        "SELECT shown_as FROM custom_role_row WHERE id = ? FOR SHARE",
        (row, _) -> Role.valueOf(row.getString(1)),
        role.value());
  }

  @Override
  public boolean release(CustomRoleId role) {
    database.list(
        "SELECT id FROM custom_role_row WHERE id = ? FOR UPDATE",
        (row, _) -> row.getInt(1),
        role.value());
    return database.change(
            """
            DELETE FROM custom_role_row WHERE id = ?
              AND NOT EXISTS (SELECT FROM custom_role_seat WHERE role_id = ?)
            """,
            role.value(),
            role.value())
        == 1;
  }

  @Override
  public void seat(ProjectId project, Seat seat, int number, @Nullable CustomRoleId custom) {
    if (custom == null) {
      database.change(
          "DELETE FROM custom_role_seat WHERE seat = ? AND number = ?", seat.name(), number);
    } else {
      database.change(
          """
          INSERT INTO custom_role_seat (seat, number, project_id, role_id) VALUES (?, ?, ?, ?)
          ON CONFLICT (seat, number) DO UPDATE SET role_id = excluded.role_id
          """,
          seat.name(),
          number,
          project.value(),
          custom.value());
    }
  }

  @Override
  public void clear(ProjectId project) {
    database.change("DELETE FROM custom_role_seat WHERE project_id = ?", project.value());
  }
}
