package portolan.query.project;

import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.text;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;

/// Roles, as they stand in the tables `member` and `repository_grant`, whose alias is `m`.
final class Choices {
  static final String COLUMNS =
      """
      m.id, m.project_id, m.entity_kind, m.entity_id, m.role, m.custom_role,
      c.name AS role_name\
      """;
  static final String JOINS = "LEFT JOIN custom_role c ON c.id = m.custom_role";

  private Choices() {}

  static RoleChoice of(Readable row) {
    var custom = integerOrNull(row, "custom_role");
    return new RoleChoice(
        Role.valueOf(text(row, "role")), custom == null ? null : new CustomRoleId(custom));
  }

  /// As the column `custom_role` holds it.
  static @Nullable Integer number(@Nullable CustomRoleId custom) {
    return custom == null ? null : custom.value();
  }
}
