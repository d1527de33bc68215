package portolan.edge.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import portolan.language.access.Permission;

/// What can be done with the system as a whole. A system administrator may do all of it; a robot of
/// the system level what it was given of the first table. What Harbor does not know is for
/// administrators alone: `role` `create`, `update` and `delete`.
public final class SystemTable {
  private static final String FOR_ROBOTS =
      """
      audit-log            list
      catalog              read
      garbage-collection   create list read stop update
      jobservice-monitor   list stop
      label                create delete read update
      ldap-user            create list
      preheat-instance     create delete list read update
      project              create list
      purge-audit          create list read stop update
      quota                list read update
      registry             create delete list read update
      replication          create list read
      replication-adapter  list
      replication-policy   create delete list read update
      robot                create delete list read
      scan-all             create read stop update
      scanner              create delete list read update
      security-hub         list read
      system-volumes       read
      user                 create delete list read update
      user-group           create delete list read update
      """;
  private static final String FOR_ADMINISTRATORS_ALONE =
      """
      configuration        read update
      distribution         create delete list read update
      """;

  private static final Set<Permission> GRANTABLE = parsed(FOR_ROBOTS);
  private static final Set<Permission> ALL = parsed(FOR_ROBOTS + FOR_ADMINISTRATORS_ALONE);

  private SystemTable() {}

  /// Everything that Harbor knows to be done.
  public static Set<Permission> all() {
    return ALL;
  }

  /// What may be given to a robot of the system level.
  public static Set<Permission> grantable() {
    return GRANTABLE;
  }

  private static Set<Permission> parsed(String table) {
    return RoleTable.inOrder(table.lines().flatMap(SystemTable::row));
  }

  private static Stream<Permission> row(String line) {
    var words = line.strip().split(" +");
    return Arrays.stream(words).skip(1).map(action -> new Permission(words[0], action));
  }
}
