package portolan.command.edge.api;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Permission;
import portolan.language.refusal.RefusedException;

/// A permission as clients write it.
///
/// @param effect `allow`, when it is there: nothing can be denied
record PermissionForm(@Nullable String resource, @Nullable String action, @Nullable String effect) {

  /// What a list of them says.
  ///
  /// @param field the list
  /// @param allowed what may stand in it
  /// @param refusal of anything else
  static Set<Permission> all(
      String field,
      List<PermissionForm> forms,
      Set<Permission> allowed,
      Function<Permission, RefusedException> refusal) {
    return Complaints.whole(field, forms).stream()
        .map(PermissionForm::permission)
        .map(it -> {
          if (!allowed.contains(it)) {
            throw refusal.apply(it);
          }
          return it;
        })
        .collect(Collectors.toUnmodifiableSet());
  }

  private Permission permission() {
    if (effect != null && !effect.isEmpty() && !effect.equals("allow")) {
      throw Complaints.badValue("effect", "must be allow");
    }
    return new Permission(Complaints.text("resource", resource), Complaints.text("action", action));
  }
}
