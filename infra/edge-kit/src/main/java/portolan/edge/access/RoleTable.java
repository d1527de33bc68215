package portolan.edge.access;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// Which role may do what in a project.
///
/// The columns: project admin, maintainer, developer, guest, limited guest, anyone in a public
/// project, whether it may be given to a robot, whether a trust rule may give it to a workload,
/// whether a role that is held in some repositories gives it there, and whether a custom role may
/// have it: none may give others what itself has not, be it by making a project public.
///
/// The first table is Harbor's own. What Harbor does not know stands in the second.
public final class RoleTable {
  private static final String TABLE =
      """
      resource             action   pa m  d  g  lg an ro tr re cu
      project              read     x  x  x  x  x  x  x  x  .  x
      project              update   x  .  .  .  .  .  x  .  .  .
      project              delete   x  .  .  .  .  .  x  .  .  x
      metadata             create   x  .  .  .  .  .  x  .  .  .
      metadata             read     x  x  .  .  .  .  x  .  .  x
      metadata             update   x  .  .  .  .  .  x  .  .  .
      metadata             delete   x  .  .  .  .  .  x  .  .  x
      metadata             list     .  .  .  .  .  .  x  .  .  x
      member               create   x  .  .  .  .  .  x  .  .  .
      member               read     x  x  x  x  .  .  x  .  .  x
      member               update   x  .  .  .  .  .  x  .  .  .
      member               delete   x  .  .  .  .  .  x  .  .  x
      member               list     x  x  x  x  .  .  x  .  .  x
      configuration        read     x  x  x  x  x  .  .  .  .  x
      configuration        update   x  .  .  .  .  .  .  .  .  x
      quota                read     x  x  x  x  x  .  x  x  .  x
      log                  list     x  .  .  .  .  .  x  .  .  x
      label                create   x  x  .  .  .  .  x  x  .  x
      label                read     x  x  x  x  .  x  x  x  .  x
      label                update   x  x  .  .  .  .  x  .  .  x
      label                delete   x  x  .  .  .  .  x  .  .  x
      label                list     x  x  x  x  .  x  x  x  .  x
      repository           create   x  x  x  .  .  .  .  .  .  x
      repository           read     x  x  x  x  x  .  x  x  x  x
      repository           update   x  x  x  .  .  .  x  x  x  x
      repository           delete   x  x  .  .  .  .  x  x  x  x
      repository           list     x  x  x  x  x  x  x  x  x  x
      repository           pull     x  x  x  x  x  x  x  x  x  x
      repository           push     x  x  x  .  .  .  x  x  x  x
      artifact             create   x  x  x  .  .  .  x  x  x  x
      artifact             read     x  x  x  x  x  x  x  x  x  x
      artifact             delete   x  x  .  .  .  .  x  x  x  x
      artifact             list     x  x  x  x  x  x  x  x  x  x
      artifact-addition    read     x  x  x  x  x  x  x  x  x  x
      artifact-label       create   x  x  x  .  .  .  x  x  x  x
      artifact-label       delete   x  x  x  .  .  .  x  x  x  x
      accessory            list     x  x  x  x  x  x  x  x  x  x
      tag                  create   x  x  x  .  .  .  x  x  x  x
      tag                  delete   x  x  .  .  .  .  x  x  x  x
      tag                  list     x  x  x  x  x  x  x  x  x  x
      scan                 create   x  x  .  .  .  .  x  x  x  x
      scan                 read     x  x  x  x  x  x  x  x  x  x
      scan                 stop     x  x  .  .  .  .  x  x  x  x
      sbom                 create   x  x  .  .  .  .  x  x  x  x
      sbom                 read     x  x  x  x  x  .  x  x  x  x
      sbom                 stop     x  x  .  .  .  .  x  x  x  x
      scanner              create   x  .  .  .  .  .  x  .  .  x
      scanner              read     x  x  x  x  x  x  x  x  .  x
      tag-retention        create   x  x  x  .  .  .  x  .  .  x
      tag-retention        read     x  x  x  .  .  .  x  .  .  x
      tag-retention        update   x  x  x  .  .  .  x  .  .  x
      tag-retention        delete   x  x  x  .  .  .  x  .  .  x
      tag-retention        list     x  x  x  .  .  .  x  .  .  x
      tag-retention        operate  x  x  x  .  .  .  .  .  .  x
      immutable-tag        create   x  x  .  .  .  .  x  .  .  x
      immutable-tag        update   x  x  .  .  .  .  x  .  .  x
      immutable-tag        delete   x  x  .  .  .  .  x  .  .  x
      immutable-tag        list     x  x  .  .  .  .  x  x  .  x
      robot                create   x  .  .  .  .  .  x  .  .  .
      robot                read     x  x  x  x  .  .  x  .  .  x
      robot                update   x  .  .  .  .  .  .  .  .  .
      robot                delete   x  .  .  .  .  .  x  .  .  x
      robot                list     x  x  x  x  .  .  x  .  .  x
      notification-policy  create   x  .  .  .  .  .  x  .  .  x
      notification-policy  read     x  x  .  .  .  .  x  .  .  x
      notification-policy  update   x  .  .  .  .  .  x  .  .  x
      notification-policy  delete   x  .  .  .  .  .  x  .  .  x
      notification-policy  list     x  x  .  .  .  .  x  .  .  x
      preheat-policy       create   x  .  .  .  .  .  x  .  .  x
      preheat-policy       read     x  .  .  .  .  .  x  .  .  x
      preheat-policy       update   x  .  .  .  .  .  x  .  .  x
      preheat-policy       delete   x  .  .  .  .  .  x  .  .  x
      preheat-policy       list     x  .  .  .  .  .  x  .  .  x
      export-cve           create   x  x  x  .  .  .  x  x  .  x
      export-cve           read     x  x  x  .  .  .  x  x  .  x
      export-cve           list     x  x  x  .  .  .  .  .  .  x
      """;

  private static final String BEYOND_HARBOR =
      """
      resource             action   pa m  d  g  lg an ro tr re cu
      trust-rule           create   x  .  .  .  .  .  .  .  .  .
      trust-rule           read     x  x  .  .  .  .  .  .  .  x
      trust-rule           update   x  .  .  .  .  .  .  .  .  .
      trust-rule           delete   x  .  .  .  .  .  .  .  .  x
      trust-rule           list     x  x  .  .  .  .  .  .  .  x
      repository-grant     create   x  .  .  .  .  .  .  .  .  .
      repository-grant     read     x  x  .  .  .  .  .  .  .  x
      repository-grant     update   x  .  .  .  .  .  .  .  .  .
      repository-grant     delete   x  .  .  .  .  .  .  .  .  x
      repository-grant     list     x  x  .  .  .  .  .  .  .  x
      """;

  private static final List<Role> COLUMNS =
      List.of(Role.PROJECT_ADMIN, Role.MAINTAINER, Role.DEVELOPER, Role.GUEST, Role.LIMITED_GUEST);
  private static final int ANYONE = 5;
  private static final int ROBOT = 6;
  private static final int TRUST = 7;
  private static final int REPOSITORIES = 8;
  private static final int CUSTOM = 9;

  private static final List<String[]> HARBORS = rows(TABLE);
  private static final List<String[]> ROWS =
      Stream.concat(HARBORS.stream(), rows(BEYOND_HARBOR).stream()).toList();
  private static final Set<Permission> ALL = inOrder(HARBORS.stream().map(RoleTable::permission));
  private static final Set<Permission> FOR_ANYONE = column(ANYONE);
  private static final Set<Permission> FOR_ROBOTS = column(ROBOT);
  private static final Set<Permission> FOR_WORKLOADS = column(TRUST);
  private static final Set<Permission> OF_REPOSITORIES = column(REPOSITORIES);
  private static final Set<Permission> FOR_CUSTOM_ROLES = column(CUSTOM);
  private static final Map<Role, Set<Permission>> FOR_ROLES = roles();

  private RoleTable() {}

  /// Everything that Harbor knows to be done in a project, in the table's order.
  public static Set<Permission> all() {
    return ALL;
  }

  /// What a role may do.
  public static Set<Permission> of(Role role) {
    return FOR_ROLES.getOrDefault(role, Set.of());
  }

  /// What everybody may do in a public project.
  public static Set<Permission> ofAnyone() {
    return FOR_ANYONE;
  }

  /// What may be given to a robot.
  public static Set<Permission> grantable() {
    return FOR_ROBOTS;
  }

  /// What a trust rule may give.
  public static Set<Permission> trustable() {
    return FOR_WORKLOADS;
  }

  /// What is about single repositories.
  public static Set<Permission> ofRepositories() {
    return OF_REPOSITORIES;
  }

  /// What a custom role may have.
  public static Set<Permission> composable() {
    return FOR_CUSTOM_ROLES;
  }

  private static List<String[]> rows(String table) {
    return table.lines().skip(1).map(line -> line.strip().split(" +")).toList();
  }

  static Set<Permission> inOrder(Stream<Permission> permissions) {
    var ordered = new LinkedHashSet<Permission>();
    permissions.forEach(ordered::add);
    return Collections.unmodifiableSet(ordered);
  }

  private static Map<Role, Set<Permission>> roles() {
    var roles = new EnumMap<Role, Set<Permission>>(Role.class);
    for (int i = 0; i < COLUMNS.size(); i++) {
      roles.put(COLUMNS.get(i), column(i));
    }
    return roles;
  }

  private static Set<Permission> column(int column) {
    return inOrder(
        ROWS.stream().filter(row -> row[2 + column].equals("x")).map(RoleTable::permission));
  }

  private static Permission permission(String[] row) {
    return new Permission(row[0], row[1]);
  }
}
