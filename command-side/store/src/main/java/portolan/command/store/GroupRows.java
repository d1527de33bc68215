package portolan.command.store;

import java.util.Locale;
import portolan.command.group.GroupNames;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;

/// Names of known groups.
public final class GroupRows implements GroupNames {
  private final CommandDatabase database;

  public GroupRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(GroupId group, GroupKind kind, String name, String ldapDn) {
    return database.change(
            """
            INSERT INTO user_group_name (group_id, kind, name) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            group.value(),
            kind.name(),
            kind == GroupKind.LDAP ? ldapDn.toLowerCase(Locale.ROOT) : name)
        == 1;
  }

  /// An LDAP group is known by where it is, whatever it is called.
  @Override
  public boolean rename(GroupId group, String name) {
    return database.change(
            """
            UPDATE user_group_name g SET name = CASE kind WHEN 'LDAP' THEN name ELSE ? END
            WHERE group_id = ? AND NOT EXISTS (
              SELECT 1 FROM user_group_name o
              WHERE o.kind = g.kind AND o.kind <> 'LDAP' AND o.name = ? AND o.group_id <> ?)
            """,
            name,
            group.value(),
            name,
            group.value())
        == 1;
  }

  @Override
  public void release(GroupId group) {
    database.change("DELETE FROM user_group_name WHERE group_id = ?", group.value());
  }

  @Override
  public boolean lives(GroupId group) {
    return database.exists("SELECT 1 FROM user_group_name WHERE group_id = ?", group.value());
  }
}
