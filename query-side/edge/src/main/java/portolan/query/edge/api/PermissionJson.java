package portolan.query.edge.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portolan.language.access.Permission;

/// Permissions as clients read them.
final class PermissionJson {
  private PermissionJson() {}

  /// In the order of their names.
  static List<Map<String, String>> list(Set<Permission> permissions) {
    return permissions.stream()
        .sorted(Comparator.comparing(Permission::toString))
        .map(it -> Map.of("resource", it.resource(), "action", it.action()))
        .toList();
  }
}
