package portolan.language.role;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// What is wanted of a role; what is null stays as it is.
public record RoleChange(
    @Nullable String name,
    @Nullable String description,
    @Nullable Role shownAs,
    @Nullable Set<Permission> permissions) {

  public RoleSpec over(RoleSpec current) {
    return new RoleSpec(
        name == null ? current.name() : name,
        description == null ? current.description() : description,
        shownAs == null ? current.shownAs() : shownAs,
        permissions == null ? current.permissions() : permissions);
  }
}
