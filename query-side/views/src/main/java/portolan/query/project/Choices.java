package portolan.query.project;

import static portolan.query.Row.integerOrNull;
import static portolan.query.Row.text;

import io.r2dbc.spi.Readable;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;

/// Reads roles from the columns `role` and `custom_role`.
final class Choices {
  private Choices() {}

  static RoleChoice of(Readable row) {
    var custom = integerOrNull(row, "custom_role");
    return new RoleChoice(
        Role.valueOf(text(row, "role")), custom == null ? null : new CustomRoleId(custom));
  }
}
