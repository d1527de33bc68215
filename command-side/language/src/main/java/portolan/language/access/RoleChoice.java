package portolan.language.access;

import org.jspecify.annotations.Nullable;

/// The role that somebody is given: one of Harbor's, or one that an administrator made.
///
/// @param shown Harbor's role; of a custom role, the one that Harbor's clients are shown for it,
///   which gives nothing by itself
/// @param custom null for Harbor's own
public record RoleChoice(Role shown, @Nullable CustomRoleId custom) {
  public static RoleChoice of(Role role) {
    return new RoleChoice(role, null);
  }
}
