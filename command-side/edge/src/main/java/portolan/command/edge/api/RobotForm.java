package portolan.command.edge.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.edge.access.RoleTable;
import portolan.edge.access.SystemTable;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.oci.ProjectName;
import portolan.language.refusal.Refusal;
import portolan.language.robot.RobotSpec;

/// What is sent of a robot, to make or to change it.
record RobotForm(
    @Nullable String name,
    @Nullable String description,
    @Nullable String level,
    @Nullable Boolean disable,
    @Nullable Long duration,
    @Nullable List<GrantForm> permissions) {
  static final String PROJECT = "project";
  static final String SYSTEM = "system";
  private static final long NEVER = -1;

  record GrantForm(
      @Nullable String kind, @Nullable String namespace, @Nullable List<PermissionForm> access) {}

  /// `project` or `system`.
  boolean ofProject() {
    if (PROJECT.equals(level)) {
      return true;
    }
    if (!SYSTEM.equals(level)) {
      throw Complaints.badValue("level", "must be project or system");
    }
    return false;
  }

  /// The robot as it is wanted.
  ///
  /// @param since what the days of its life are counted from
  RobotSpec spec(Instant since) {
    return spec(since, duration == null ? 0 : duration);
  }

  /// The same of a robot that is there, which keeps its days when none are named.
  RobotSpec spec(Instant since, long daysBefore) {
    long days = days(duration == null ? daysBefore : duration);
    var grants = grants();
    long ends = days == NEVER ? NEVER : since.plus(Duration.ofDays(days)).getEpochSecond();
    return new RobotSpec(
        description == null ? "" : description, days, ends, Boolean.TRUE.equals(disable), grants);
  }

  /// The one project that a robot of the project level belongs to.
  String namespace() {
    if (permissions == null || permissions.size() != 1) {
      throw Complaints.badRequest("permissions", "a project robot has exactly one permission");
    }
    var namespace = Complaints.whole("permissions", permissions).getFirst().namespace();
    return namespace == null ? "" : namespace;
  }

  private static long days(long days) {
    if (days != NEVER && (days <= 0 || days > Integer.MAX_VALUE)) {
      throw Complaints.badValue(
          "duration", "must be either -1 (never) or a positive number of days");
    }
    return days;
  }

  private List<Grant> grants() {
    boolean ofProject = ofProject();
    if (permissions == null || permissions.isEmpty()) {
      throw Complaints.badRequest("permissions", "bad request empty permission");
    }
    return Complaints.whole("permissions", permissions).stream()
        .map(permission -> grant(permission, ofProject))
        .toList();
  }

  private static Grant grant(GrantForm form, boolean ofProject) {
    var namespace = form.namespace() == null ? "" : form.namespace();
    if (ofProject && !ProjectName.isValid(namespace)) {
      throw new Refusal.ProjectUnknown(namespace).asException();
    }
    if (form.access() == null || form.access().isEmpty()) {
      throw Complaints.badRequest("permissions", "bad request empty access");
    }
    if (SYSTEM.equals(form.kind()) && !ofProject) {
      if (!namespace.equals("/")) {
        throw Complaints.badRequest(
            "permissions", "unknown namespace " + namespace + " of a system permission");
      }
      return new Grant(SYSTEM, "/", access(form, SystemTable.grantable()));
    }
    if (!PROJECT.equals(form.kind()) || !named(namespace)) {
      throw Complaints.badRequest("permissions", "kind and namespace do not go with the level");
    }
    return new Grant(PROJECT, namespace, access(form, RoleTable.grantable()));
  }

  private static boolean named(String namespace) {
    return ProjectName.isValid(namespace) || namespace.equals("*");
  }

  private static Set<Permission> access(GrantForm form, Set<Permission> grantable) {
    return PermissionForm.all(
        "access",
        form.access() == null ? List.of() : form.access(),
        grantable,
        it -> Complaints.badRequest("permissions", "bad request permission: " + it));
  }
}
